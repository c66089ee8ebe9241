import { recordOutcome, recordUndoInput } from "@headroom/contracts/record";
import { undoChange } from "@headroom/services/record/change";
import { procedure } from "../../trpc";

export const undo = procedure
  .input(recordUndoInput)
  .output(recordOutcome)
  .mutation(({ ctx, input }) => undoChange(ctx.ports, ctx.actor, input));
