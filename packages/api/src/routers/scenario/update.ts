import { scenarioRef, scenarioUpdateInput } from "@headroom/contracts/scenario";
import { updateScenario } from "@headroom/services/scenario/create";
import { procedure } from "../../trpc";

export const update = procedure
  .input(scenarioUpdateInput)
  .output(scenarioRef)
  .mutation(({ ctx, input }) => updateScenario(ctx.ports, ctx.actor, input));
