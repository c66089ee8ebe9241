import { planGetInput } from "@headroom/contracts/plan";
import { watchPlan } from "@headroom/services/plan/watch";
import { procedure } from "../../trpc";

/** Server-sent events; the browser asks again by itself where the connection breaks. */
export const watch = procedure
  .input(planGetInput)
  .subscription(({ ctx, input, signal }) =>
    watchPlan(ctx.ports, ctx.actor, input, signal ?? new AbortController().signal),
  );
