import { overrideKeepInput } from "@headroom/contracts/override";
import { planRef } from "@headroom/contracts/plan";
import { keepOverride } from "@headroom/services/plan/override/keep";
import { procedure } from "../../trpc";

export const keep = procedure
  .input(overrideKeepInput)
  .output(planRef)
  .mutation(({ ctx, input }) => keepOverride(ctx.ports, ctx.actor, input));
