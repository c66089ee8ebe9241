import { witnessOrderRef } from "@headroom/contracts/sanitisation";
import { withdrawWitness as withdraw } from "@headroom/services/sanitisation/witness";
import { procedure } from "../../trpc";

/** The id that goes in is a drive's, the one that comes back the order's. */
export const withdrawWitness = procedure
  .input(witnessOrderRef)
  .output(witnessOrderRef)
  .mutation(({ ctx, input }) => withdraw(ctx.ports, ctx.actor, input));
