import { tableRowsInput, tableRows as tableRowsOutput } from "@headroom/contracts/table";
import { tableRows } from "@headroom/services/table/rows";
import { procedure } from "../../trpc";

export const rows = procedure
  .input(tableRowsInput)
  .output(tableRowsOutput)
  .query(({ ctx, input }) => tableRows(ctx.ports, ctx.actor, input));
