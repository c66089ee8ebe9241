import { floorInput } from "@headroom/contracts/fleet";
import { getFloor } from "@headroom/services/datacenter/floor";
import { procedure } from "../../trpc";

export const floor = procedure.input(floorInput).query(({ ctx, input }) => getFloor(ctx.ports, ctx.actor, input));
