import { runReasonInput, runStateResult } from "@headroom/contracts/run";
import { abortRun } from "@headroom/services/run/control";
import { procedure } from "../../trpc";

export const abort = procedure
  .input(runReasonInput)
  .output(runStateResult)
  .mutation(({ ctx, input }) => abortRun(ctx.ports, ctx.actor, input));
