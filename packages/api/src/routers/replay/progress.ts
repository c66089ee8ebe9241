import { replayGetInput, replayRow } from "@headroom/contracts/replay";
import { replayProgress } from "@headroom/services/replay/read";
import { procedure } from "../../trpc";

export const progress = procedure
  .input(replayGetInput)
  .output(replayRow)
  .query(({ ctx, input }) => replayProgress(ctx.ports, ctx.actor, input));
