import { driveRef } from "@headroom/contracts/sanitisation";
import { witnessDestruction } from "@headroom/services/sanitisation/witness";
import { procedure } from "../../trpc";

export const witness = procedure
  .input(driveRef)
  .output(driveRef)
  .mutation(({ ctx, input }) => witnessDestruction(ctx.ports, ctx.actor, input));
