import { operationsDto, pauseAllInput } from "@headroom/contracts/run";
import { resumeAll } from "@headroom/services/run/operations";
import { procedure } from "../../trpc";

export const resume = procedure
  .input(pauseAllInput)
  .output(operationsDto)
  .mutation(({ ctx, input }) => resumeAll(ctx.ports, ctx.actor, input));
