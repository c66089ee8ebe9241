import { viewRemoveInput } from "@headroom/contracts/table";
import { removeView } from "@headroom/services/view/remove";
import { procedure } from "../../trpc";

export const remove = procedure
  .input(viewRemoveInput)
  .mutation(({ ctx, input }) => removeView(ctx.ports, ctx.actor, input));
