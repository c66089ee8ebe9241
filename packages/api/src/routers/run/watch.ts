import { runRef } from "@headroom/contracts/run";
import { watchRun } from "@headroom/services/run/watch";
import { procedure } from "../../trpc";

/** Server-sent events; the browser asks again by itself where the connection breaks. */
export const watch = procedure
  .input(runRef)
  .subscription(({ ctx, input, signal }) =>
    watchRun(ctx.ports, ctx.actor, input, signal ?? new AbortController().signal),
  );
