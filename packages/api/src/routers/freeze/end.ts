import { freezeEndInput, freezeRef } from "@headroom/contracts/freeze";
import { endFreeze } from "@headroom/services/freeze/change";
import { procedure } from "../../trpc";

export const end = procedure
  .input(freezeEndInput)
  .output(freezeRef)
  .mutation(({ ctx, input }) => endFreeze(ctx.ports, ctx.actor, input));
