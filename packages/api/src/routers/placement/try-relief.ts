import { triedRelief, tryReliefInput } from "@headroom/contracts/why";
import { tryRelief as tryReliefService } from "@headroom/services/placement/try-relief";
import { procedure } from "../../trpc";

export const tryRelief = procedure
  .input(tryReliefInput)
  .output(triedRelief)
  .query(({ ctx, input }) => tryReliefService(ctx.ports, ctx.actor, input));
