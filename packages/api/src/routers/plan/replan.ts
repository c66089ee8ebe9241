import { planRef } from "@headroom/contracts/plan";
import { replanPlan } from "@headroom/services/plan/replan";
import { procedure } from "../../trpc";

export const replan = procedure
  .input(planRef)
  .output(planRef)
  .mutation(({ ctx, input }) => replanPlan(ctx.ports, ctx.actor, input));
