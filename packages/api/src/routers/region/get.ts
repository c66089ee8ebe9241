import { regionGetInput } from "@headroom/contracts/fleet";
import { getRegion } from "@headroom/services/region/get";
import { procedure } from "../../trpc";

export const get = procedure.input(regionGetInput).query(({ ctx, input }) => getRegion(ctx.ports, ctx.actor, input));
