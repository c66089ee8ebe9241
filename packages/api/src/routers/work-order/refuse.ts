import { orderRefuseInput, orderView } from "@headroom/contracts/work-order";
import { refuseOrder } from "@headroom/services/work-order/answer";
import { openProcedure } from "../../trpc";

export const refuse = openProcedure
  .input(orderRefuseInput)
  .output(orderView)
  .mutation(({ ctx, input }) => refuseOrder(ctx.ports, ctx, input));
