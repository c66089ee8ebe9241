import { viewListInput } from "@headroom/contracts/table";
import { listViews } from "@headroom/services/view/list";
import { procedure } from "../../trpc";

export const list = procedure.input(viewListInput).query(({ ctx, input }) => listViews(ctx.ports, ctx.actor, input));
