import { replayRef } from "@headroom/contracts/replay";
import { cancelReplay } from "@headroom/services/replay/change";
import { procedure } from "../../trpc";

export const cancel = procedure
  .input(replayRef)
  .output(replayRef)
  .mutation(({ ctx, input }) => cancelReplay(ctx.ports, ctx.actor, input));
