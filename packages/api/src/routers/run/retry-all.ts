import { runRef } from "@headroom/contracts/run";
import { changedSteps } from "@headroom/contracts/run-task";
import { retryAll as retryAllSteps } from "@headroom/services/run/step";
import { procedure } from "../../trpc";

export const retryAll = procedure
  .input(runRef)
  .output(changedSteps)
  .mutation(({ ctx, input }) => retryAllSteps(ctx.ports, ctx.actor, input));
