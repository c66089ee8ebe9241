import { rackListInput } from "@headroom/contracts/fleet";
import { listRacks } from "@headroom/services/rack/list";
import { procedure } from "../../trpc";

export const list = procedure.input(rackListInput).query(({ ctx, input }) => listRacks(ctx.ports, ctx.actor, input));
