import { orderRef, orderSendInput } from "@headroom/contracts/work-order";
import { sendOrder } from "@headroom/services/work-order/send";
import { procedure } from "../../trpc";

export const send = procedure
  .input(orderSendInput)
  .output(orderRef)
  .mutation(({ ctx, input }) => sendOrder(ctx.ports, ctx.actor, input));
