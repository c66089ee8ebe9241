import { orderTokenInput, orderView } from "@headroom/contracts/work-order";
import { acceptOrder } from "@headroom/services/work-order/answer";
import { openProcedure } from "../../trpc";

export const accept = openProcedure
  .input(orderTokenInput)
  .output(orderView)
  .mutation(({ ctx, input }) => acceptOrder(ctx.ports, ctx, input));
