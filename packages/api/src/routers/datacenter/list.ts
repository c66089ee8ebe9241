import { datacenterListInput } from "@headroom/contracts/fleet";
import { listDatacenters } from "@headroom/services/datacenter/list";
import { procedure } from "../../trpc";

export const list = procedure
  .input(datacenterListInput)
  .query(({ ctx, input }) => listDatacenters(ctx.ports, ctx.actor, input));
