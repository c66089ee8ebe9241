import { changedSteps, finishTasksInput } from "@headroom/contracts/run-task";
import { finishTasks } from "@headroom/services/run/step";
import { procedure } from "../../trpc";

export const finishMany = procedure
  .input(finishTasksInput)
  .output(changedSteps)
  .mutation(({ ctx, input }) => finishTasks(ctx.ports, ctx.actor, input));
