import { planRef, planRenameInput } from "@headroom/contracts/plan";
import { renamePlan } from "@headroom/services/plan/rename";
import { procedure } from "../../trpc";

export const rename = procedure
  .input(planRenameInput)
  .output(planRef)
  .mutation(({ ctx, input }) => renamePlan(ctx.ports, ctx.actor, input));
