import { messageRef } from "@headroom/contracts/contact";
import { deliveryDto } from "@headroom/contracts/delivery";
import { testStands as stands } from "@headroom/services/contact/change";
import { procedure } from "../../trpc";

export const testStands = procedure
  .input(messageRef)
  .output(deliveryDto)
  .query(({ ctx, input }) => stands(ctx.ports, ctx.actor, input));
