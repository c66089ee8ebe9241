import { controllerRef, controllerUpdateInput } from "@headroom/contracts/controller";
import { updateController } from "@headroom/services/controller/change";
import { procedure } from "../../trpc";

export const update = procedure
  .input(controllerUpdateInput)
  .output(controllerRef)
  .mutation(({ ctx, input }) => updateController(ctx.ports, ctx.actor, input));
