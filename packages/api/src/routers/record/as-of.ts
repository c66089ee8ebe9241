import { recordAsOfInput, recordDetail } from "@headroom/contracts/record";
import { recordAsOf } from "@headroom/services/record/read";
import { procedure } from "../../trpc";

export const asOf = procedure
  .input(recordAsOfInput)
  .output(recordDetail)
  .query(({ ctx, input }) => recordAsOf(ctx.ports, ctx.actor, input));
