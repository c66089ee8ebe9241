import { changedSteps, runRef } from "@headroom/contracts/run";
import { retryAll as retryAllSteps } from "@headroom/services/run/step";
import { procedure } from "../../trpc";

export const retryAll = procedure
  .input(runRef)
  .output(changedSteps)
  .mutation(({ ctx, input }) => retryAllSteps(ctx.ports, ctx.actor, input));
