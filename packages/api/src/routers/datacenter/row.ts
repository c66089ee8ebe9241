import { rowInput } from "@headroom/contracts/fleet";
import { getRow } from "@headroom/services/datacenter/row";
import { procedure } from "../../trpc";

export const row = procedure.input(rowInput).query(({ ctx, input }) => getRow(ctx.ports, ctx.actor, input));
