import { floorInput } from "@headroom/contracts/fleet";
import { getFloorThumb } from "@headroom/services/datacenter/thumb";
import { procedure } from "../../trpc";

export const thumb = procedure.input(floorInput).query(({ ctx, input }) => getFloorThumb(ctx.ports, ctx.actor, input));
