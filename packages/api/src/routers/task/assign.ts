import { assignInput, changedSteps } from "@headroom/contracts/run-task";
import { assignTasks } from "@headroom/services/run/step";
import { procedure } from "../../trpc";

export const assign = procedure
  .input(assignInput)
  .output(changedSteps)
  .mutation(({ ctx, input }) => assignTasks(ctx.ports, ctx.actor, input));
