import { planGetInput, planProgressResult } from "@headroom/contracts/plan";
import { planProgress } from "@headroom/services/plan/list";
import { procedure } from "../../trpc";

export const progress = procedure
  .input(planGetInput)
  .output(planProgressResult)
  .query(({ ctx, input }) => planProgress(ctx.ports, ctx.actor, input));
