import { changedSteps, finishTaskInput } from "@headroom/contracts/run-task";
import { finishTask } from "@headroom/services/run/step";
import { procedure } from "../../trpc";

export const finish = procedure
  .input(finishTaskInput)
  .output(changedSteps)
  .mutation(({ ctx, input }) => finishTask(ctx.ports, ctx.actor, input));
