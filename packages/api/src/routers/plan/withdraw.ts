import { planRef } from "@headroom/contracts/plan";
import { withdrawPlan } from "@headroom/services/plan/withdraw";
import { procedure } from "../../trpc";

export const withdraw = procedure
  .input(planRef)
  .output(planRef)
  .mutation(({ ctx, input }) => withdrawPlan(ctx.ports, ctx.actor, input));
