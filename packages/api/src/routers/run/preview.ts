import { runCreateInput, runPreview } from "@headroom/contracts/run";
import { previewRuns } from "@headroom/services/run/preview";
import { procedure } from "../../trpc";

export const preview = procedure
  .input(runCreateInput)
  .output(runPreview)
  .query(({ ctx, input }) => previewRuns(ctx.ports, ctx.actor, input));
