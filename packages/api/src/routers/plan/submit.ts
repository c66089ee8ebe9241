import { planRef, planSubmitInput } from "@headroom/contracts/plan";
import { submitPlan } from "@headroom/services/plan/submit";
import { procedure } from "../../trpc";

export const submit = procedure
  .input(planSubmitInput)
  .output(planRef)
  .mutation(({ ctx, input }) => submitPlan(ctx.ports, ctx.actor, input));
