import { destroyInput, driveRef } from "@headroom/contracts/sanitisation";
import { reportDestruction } from "@headroom/services/sanitisation/change";
import { procedure } from "../../trpc";

export const destroy = procedure
  .input(destroyInput)
  .output(driveRef)
  .mutation(({ ctx, input }) => reportDestruction(ctx.ports, ctx.actor, input));
