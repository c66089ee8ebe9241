import { scenarioRef } from "@headroom/contracts/scenario";
import { solveAgain } from "@headroom/services/scenario/create";
import { procedure } from "../../trpc";

export const again = procedure
  .input(scenarioRef)
  .output(scenarioRef)
  .mutation(({ ctx, input }) => solveAgain(ctx.ports, ctx.actor, input));
