import { stepRef } from "@headroom/contracts/run-task";
import { orderRef } from "@headroom/contracts/work-order";
import { withdrawOrder } from "@headroom/services/work-order/send";
import { procedure } from "../../trpc";

export const withdraw = procedure
  .input(stepRef)
  .output(orderRef)
  .mutation(({ ctx, input }) => withdrawOrder(ctx.ports, ctx.actor, input));
