import { orderFinishInput, orderView } from "@headroom/contracts/work-order";
import { finishOrder } from "@headroom/services/work-order/answer";
import { openProcedure } from "../../trpc";

export const finish = openProcedure
  .input(orderFinishInput)
  .output(orderView)
  .mutation(({ ctx, input }) => finishOrder(ctx.ports, ctx, input));
