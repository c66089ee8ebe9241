import { driveRef } from "@headroom/contracts/sanitisation";
import { confirmErasure } from "@headroom/services/sanitisation/change";
import { procedure } from "../../trpc";

export const confirm = procedure
  .input(driveRef)
  .output(driveRef)
  .mutation(({ ctx, input }) => confirmErasure(ctx.ports, ctx.actor, input));
