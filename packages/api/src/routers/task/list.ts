import { taskList, taskListInput } from "@headroom/contracts/run-task";
import { listTasks } from "@headroom/services/run/tasks";
import { procedure } from "../../trpc";

export const list = procedure
  .input(taskListInput)
  .output(taskList)
  .query(({ ctx, input }) => listTasks(ctx.ports, ctx.actor, input));
