import { askWitnessInput, witnessOrderRef } from "@headroom/contracts/sanitisation";
import { askWitness as ask } from "@headroom/services/sanitisation/witness";
import { procedure } from "../../trpc";

export const askWitness = procedure
  .input(askWitnessInput)
  .output(witnessOrderRef)
  .mutation(({ ctx, input }) => ask(ctx.ports, ctx.actor, input));
