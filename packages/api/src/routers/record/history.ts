import { recordHistory, recordHistoryInput } from "@headroom/contracts/record";
import { recordHistoryOf } from "@headroom/services/record/read";
import { procedure } from "../../trpc";

export const history = procedure
  .input(recordHistoryInput)
  .output(recordHistory)
  .query(({ ctx, input }) => recordHistoryOf(ctx.ports, ctx.actor, input));
