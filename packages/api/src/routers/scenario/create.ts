import { scenarioCreateInput, scenarioRef } from "@headroom/contracts/scenario";
import { createScenario } from "@headroom/services/scenario/create";
import { procedure } from "../../trpc";

export const create = procedure
  .input(scenarioCreateInput)
  .output(scenarioRef)
  .mutation(({ ctx, input }) => createScenario(ctx.ports, ctx.actor, input));
