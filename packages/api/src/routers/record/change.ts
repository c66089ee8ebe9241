import { recordChangesInput, recordOutcome } from "@headroom/contracts/record";
import { applyChanges } from "@headroom/services/record/change";
import { procedure } from "../../trpc";

export const change = procedure
  .input(recordChangesInput)
  .output(recordOutcome)
  .mutation(({ ctx, input }) => applyChanges(ctx.ports, ctx.actor, input));
