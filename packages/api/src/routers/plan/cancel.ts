import { planCancelInput, planCancelResult } from "@headroom/contracts/plan";
import { cancelPlan } from "@headroom/services/plan/cancel";
import { procedure } from "../../trpc";

export const cancel = procedure
  .input(planCancelInput)
  .output(planCancelResult)
  .mutation(({ ctx, input }) => cancelPlan(ctx.ports, ctx.actor, input));
