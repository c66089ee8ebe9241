import { planLeaveOutInput, planRef } from "@headroom/contracts/plan";
import { leaveOut as leaveOutService } from "@headroom/services/plan/leave-out";
import { procedure } from "../../trpc";

export const leaveOut = procedure
  .input(planLeaveOutInput)
  .output(planRef)
  .mutation(({ ctx, input }) => leaveOutService(ctx.ports, ctx.actor, input));
