import { operationsDto, pauseAllInput } from "@headroom/contracts/run";
import { pauseAll } from "@headroom/services/run/operations";
import { procedure } from "../../trpc";

export const pause = procedure
  .input(pauseAllInput)
  .output(operationsDto)
  .mutation(({ ctx, input }) => pauseAll(ctx.ports, ctx.actor, input));
