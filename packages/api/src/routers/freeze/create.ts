import { freezeInput, freezeRef } from "@headroom/contracts/freeze";
import { createFreeze } from "@headroom/services/freeze/change";
import { procedure } from "../../trpc";

export const create = procedure
  .input(freezeInput)
  .output(freezeRef)
  .mutation(({ ctx, input }) => createFreeze(ctx.ports, ctx.actor, input));
