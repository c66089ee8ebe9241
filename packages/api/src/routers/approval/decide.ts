import { decideInput, decideResult } from "@headroom/contracts/approval";
import { decide as decideService } from "@headroom/services/approval/decide";
import { procedure } from "../../trpc";

export const decide = procedure
  .input(decideInput)
  .output(decideResult)
  .mutation(({ ctx, input }) => decideService(ctx.ports, ctx.actor, input));
