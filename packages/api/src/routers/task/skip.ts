import { changedSteps, skipInput } from "@headroom/contracts/run-task";
import { skipStep } from "@headroom/services/run/step";
import { procedure } from "../../trpc";

export const skip = procedure
  .input(skipInput)
  .output(changedSteps)
  .mutation(({ ctx, input }) => skipStep(ctx.ports, ctx.actor, input));
