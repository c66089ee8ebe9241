import { replayCreateInput, replayRef } from "@headroom/contracts/replay";
import { createReplay } from "@headroom/services/replay/change";
import { procedure } from "../../trpc";

export const create = procedure
  .input(replayCreateInput)
  .output(replayRef)
  .mutation(({ ctx, input }) => createReplay(ctx.ports, ctx.actor, input));
