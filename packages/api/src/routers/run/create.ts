import { runCreateInput, runCreateResult } from "@headroom/contracts/run";
import { createRuns } from "@headroom/services/run/create";
import { procedure } from "../../trpc";

export const create = procedure
  .input(runCreateInput)
  .output(runCreateResult)
  .mutation(({ ctx, input }) => createRuns(ctx.ports, ctx.actor, input));
