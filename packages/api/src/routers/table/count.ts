import { tableCountInput } from "@headroom/contracts/table";
import { tableCount } from "@headroom/services/table/count";
import { procedure } from "../../trpc";

export const count = procedure
  .input(tableCountInput)
  .query(({ ctx, input }) => tableCount(ctx.ports, ctx.actor, input));
