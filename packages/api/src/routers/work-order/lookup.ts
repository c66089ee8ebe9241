import { orderTokenInput, orderView } from "@headroom/contracts/work-order";
import { lookupOrder } from "@headroom/services/work-order/answer";
import { openProcedure } from "../../trpc";

export const lookup = openProcedure
  .input(orderTokenInput)
  .output(orderView)
  .query(({ ctx, input }) => lookupOrder(ctx.ports, ctx, input));
