import { changedSteps, stepRef } from "@headroom/contracts/run-task";
import { retryStep } from "@headroom/services/run/step";
import { procedure } from "../../trpc";

export const retry = procedure
  .input(stepRef)
  .output(changedSteps)
  .mutation(({ ctx, input }) => retryStep(ctx.ports, ctx.actor, input));
