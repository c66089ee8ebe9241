import { freezeRef, freezeUpdateInput } from "@headroom/contracts/freeze";
import { updateFreeze } from "@headroom/services/freeze/change";
import { procedure } from "../../trpc";

export const update = procedure
  .input(freezeUpdateInput)
  .output(freezeRef)
  .mutation(({ ctx, input }) => updateFreeze(ctx.ports, ctx.actor, input));
