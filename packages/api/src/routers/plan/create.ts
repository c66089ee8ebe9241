import { planCreateInput, planRef } from "@headroom/contracts/plan";
import { createPlan } from "@headroom/services/plan/create";
import { procedure } from "../../trpc";

export const create = procedure
  .input(planCreateInput)
  .output(planRef)
  .mutation(({ ctx, input }) => createPlan(ctx.ports, ctx.actor, input));
