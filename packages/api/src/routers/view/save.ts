import { viewSaveInput } from "@headroom/contracts/table";
import { saveView } from "@headroom/services/view/save";
import { procedure } from "../../trpc";

export const save = procedure.input(viewSaveInput).mutation(({ ctx, input }) => saveView(ctx.ports, ctx.actor, input));
