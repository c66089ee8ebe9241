import { demandInput, feasibility as feasibilityShape } from "@headroom/contracts/request";
import { checkFeasibility } from "@headroom/services/request/feasibility";
import { procedure } from "../../trpc";

export const feasibility = procedure
  .input(demandInput)
  .output(feasibilityShape)
  .query(({ ctx, input }) => checkFeasibility(ctx.ports, ctx.actor, input));
