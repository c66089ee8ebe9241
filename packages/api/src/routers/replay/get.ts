import { replayDetail, replayGetInput } from "@headroom/contracts/replay";
import { getReplay } from "@headroom/services/replay/read";
import { procedure } from "../../trpc";

export const get = procedure
  .input(replayGetInput)
  .output(replayDetail)
  .query(({ ctx, input }) => getReplay(ctx.ports, ctx.actor, input));
