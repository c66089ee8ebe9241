import { rackGetInput } from "@headroom/contracts/fleet";
import { getRack } from "@headroom/services/rack/get";
import { procedure } from "../../trpc";

export const get = procedure.input(rackGetInput).query(({ ctx, input }) => getRack(ctx.ports, ctx.actor, input));
