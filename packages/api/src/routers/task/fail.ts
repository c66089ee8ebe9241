import { changedSteps, failTaskInput } from "@headroom/contracts/run-task";
import { failTask } from "@headroom/services/run/step";
import { procedure } from "../../trpc";

export const fail = procedure
  .input(failTaskInput)
  .output(changedSteps)
  .mutation(({ ctx, input }) => failTask(ctx.ports, ctx.actor, input));
