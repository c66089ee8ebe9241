import { orderView, orderWitnessInput } from "@headroom/contracts/work-order";
import { witnessOrder } from "@headroom/services/work-order/answer";
import { openProcedure } from "../../trpc";

export const witness = openProcedure
  .input(orderWitnessInput)
  .output(orderView)
  .mutation(({ ctx, input }) => witnessOrder(ctx.ports, ctx, input));
