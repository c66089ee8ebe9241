import { decommissionListInput } from "@headroom/contracts/decommission";
import { listDecommissions } from "@headroom/services/decommission/list";
import { procedure } from "../../trpc";

export const list = procedure
  .input(decommissionListInput)
  .query(({ ctx, input }) => listDecommissions(ctx.ports, ctx.actor, input));
