import { replayRef } from "@headroom/contracts/replay";
import { replayAgain } from "@headroom/services/replay/change";
import { procedure } from "../../trpc";

export const again = procedure
  .input(replayRef)
  .output(replayRef)
  .mutation(({ ctx, input }) => replayAgain(ctx.ports, ctx.actor, input));
