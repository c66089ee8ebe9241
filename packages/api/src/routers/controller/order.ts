import { controllerOrdered, controllerOrderInput } from "@headroom/contracts/controller";
import { orderController } from "@headroom/services/controller/order";
import { procedure } from "../../trpc";

export const order = procedure
  .input(controllerOrderInput)
  .output(controllerOrdered)
  .mutation(({ ctx, input }) => orderController(ctx.ports, ctx.actor, input));
