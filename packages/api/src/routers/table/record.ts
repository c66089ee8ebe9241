import { tableRecordInput } from "@headroom/contracts/table";
import { tableRecord } from "@headroom/services/table/record";
import { procedure } from "../../trpc";

export const record = procedure
  .input(tableRecordInput)
  .query(({ ctx, input }) => tableRecord(ctx.ports, ctx.actor, input));
