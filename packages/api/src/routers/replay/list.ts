import { replayList, replayListInput } from "@headroom/contracts/replay";
import { listReplays } from "@headroom/services/replay/read";
import { procedure } from "../../trpc";

export const list = procedure
  .input(replayListInput)
  .output(replayList)
  .query(({ ctx, input }) => listReplays(ctx.ports, ctx.actor, input));
