import { runReasonInput, runStateResult } from "@headroom/contracts/run";
import { resumeRun } from "@headroom/services/run/control";
import { procedure } from "../../trpc";

export const resume = procedure
  .input(runReasonInput)
  .output(runStateResult)
  .mutation(({ ctx, input }) => resumeRun(ctx.ports, ctx.actor, input));
