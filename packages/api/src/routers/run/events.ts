import { runEvents, runEventsInput } from "@headroom/contracts/run";
import { runEventsOf } from "@headroom/services/run/list";
import { procedure } from "../../trpc";

export const events = procedure
  .input(runEventsInput)
  .output(runEvents)
  .query(({ ctx, input }) => runEventsOf(ctx.ports, ctx.actor, input));
