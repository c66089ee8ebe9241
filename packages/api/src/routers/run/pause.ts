import { runReasonInput, runStateResult } from "@headroom/contracts/run";
import { pauseRun } from "@headroom/services/run/control";
import { procedure } from "../../trpc";

export const pause = procedure
  .input(runReasonInput)
  .output(runStateResult)
  .mutation(({ ctx, input }) => pauseRun(ctx.ports, ctx.actor, input));
