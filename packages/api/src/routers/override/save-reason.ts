import { overrideReason, overrideReasonInput } from "@headroom/contracts/override";
import { saveReason as saveReasonService } from "@headroom/services/plan/override/reasons";
import { procedure } from "../../trpc";

export const saveReason = procedure
  .input(overrideReasonInput)
  .output(overrideReason.pick({ id: true }))
  .mutation(({ ctx, input }) => saveReasonService(ctx.ports, ctx.actor, input));
