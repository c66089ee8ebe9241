import { runList, runListInput } from "@headroom/contracts/run";
import { listRuns } from "@headroom/services/run/list";
import { procedure } from "../../trpc";

export const list = procedure
  .input(runListInput)
  .output(runList)
  .query(({ ctx, input }) => listRuns(ctx.ports, ctx.actor, input));
