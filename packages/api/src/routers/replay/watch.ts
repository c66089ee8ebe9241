import { replayGetInput } from "@headroom/contracts/replay";
import { watchReplay } from "@headroom/services/replay/watch";
import { procedure } from "../../trpc";

/** Server-sent events, as plan.watch. */
export const watch = procedure
  .input(replayGetInput)
  .subscription(({ ctx, input, signal }) =>
    watchReplay(ctx.ports, ctx.actor, input, signal ?? new AbortController().signal),
  );
