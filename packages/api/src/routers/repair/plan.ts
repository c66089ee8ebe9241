import { planRef } from "@headroom/contracts/plan";
import { repairGetInput } from "@headroom/contracts/repair";
import { planRepair } from "@headroom/services/repair/plan";
import { procedure } from "../../trpc";

export const plan = procedure
  .input(repairGetInput)
  .output(planRef)
  .mutation(({ ctx, input }) => planRepair(ctx.ports, ctx.actor, input));
