import { scenarioWatchInput } from "@headroom/contracts/scenario";
import { watchScenarios } from "@headroom/services/scenario/watch";
import { procedure } from "../../trpc";

/** Server-sent events, as plan.watch. */
export const watch = procedure
  .input(scenarioWatchInput)
  .subscription(({ ctx, input, signal }) =>
    watchScenarios(ctx.ports, ctx.actor, input, signal ?? new AbortController().signal),
  );
