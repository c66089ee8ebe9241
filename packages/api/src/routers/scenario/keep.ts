import { planRef } from "@headroom/contracts/plan";
import { scenarioKeepInput } from "@headroom/contracts/scenario";
import { keepScenario } from "@headroom/services/scenario/keep";
import { procedure } from "../../trpc";

export const keep = procedure
  .input(scenarioKeepInput)
  .output(planRef)
  .mutation(({ ctx, input }) => keepScenario(ctx.ports, ctx.actor, input));
