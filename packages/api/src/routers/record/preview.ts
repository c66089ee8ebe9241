import { recordChangesInput, recordPreview } from "@headroom/contracts/record";
import { previewChanges } from "@headroom/services/record/change";
import { procedure } from "../../trpc";

export const preview = procedure
  .input(recordChangesInput)
  .output(recordPreview)
  .mutation(({ ctx, input }) => previewChanges(ctx.ports, ctx.actor, input));
