import { planDetail, planGetInput } from "@headroom/contracts/plan";
import { getPlan } from "@headroom/services/plan/get";
import { procedure } from "../../trpc";

export const get = procedure
  .input(planGetInput)
  .output(planDetail)
  .query(({ ctx, input }) => getPlan(ctx.ports, ctx.actor, input));
