import { dockInput, dockList } from "@headroom/contracts/run-clock";
import { dockToLive as dockToLiveOf } from "@headroom/services/run/clock-rules";
import { procedure } from "../../trpc";

export const dockToLive = procedure
  .input(dockInput)
  .output(dockList)
  .query(({ ctx, input }) => dockToLiveOf(ctx.ports, ctx.actor, input));
