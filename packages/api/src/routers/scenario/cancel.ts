import { scenarioRef } from "@headroom/contracts/scenario";
import { cancelScenario } from "@headroom/services/scenario/change";
import { procedure } from "../../trpc";

export const cancel = procedure
  .input(scenarioRef)
  .output(scenarioRef)
  .mutation(({ ctx, input }) => cancelScenario(ctx.ports, ctx.actor, input));
