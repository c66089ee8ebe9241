import { searchInput } from "@headroom/contracts/fleet";
import { find as findAnything } from "@headroom/services/search/find";
import { procedure } from "../../trpc";

export const find = procedure.input(searchInput).query(({ ctx, input }) => findAnything(ctx.ports, ctx.actor, input));
