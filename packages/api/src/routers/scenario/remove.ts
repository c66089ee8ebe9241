import { scenarioRef, scenarioRemoved } from "@headroom/contracts/scenario";
import { removeScenario } from "@headroom/services/scenario/change";
import { procedure } from "../../trpc";

export const remove = procedure
  .input(scenarioRef)
  .output(scenarioRemoved)
  .mutation(({ ctx, input }) => removeScenario(ctx.ports, ctx.actor, input));
