import { reviewInput, review as reviewShape } from "@headroom/contracts/approval";
import { reviewPlan } from "@headroom/services/approval/review";
import { procedure } from "../../trpc";

export const review = procedure
  .input(reviewInput)
  .output(reviewShape)
  .query(({ ctx, input }) => reviewPlan(ctx.ports, ctx.actor, input));
