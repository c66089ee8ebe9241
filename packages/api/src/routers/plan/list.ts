import { planList, planListInput } from "@headroom/contracts/plan";
import { listPlans } from "@headroom/services/plan/list";
import { procedure } from "../../trpc";

export const list = procedure
  .input(planListInput)
  .output(planList)
  .query(({ ctx, input }) => listPlans(ctx.ports, ctx.actor, input));
