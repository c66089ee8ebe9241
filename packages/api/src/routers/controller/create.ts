import { controllerInput, controllerRef } from "@headroom/contracts/controller";
import { createController } from "@headroom/services/controller/change";
import { procedure } from "../../trpc";

export const create = procedure
  .input(controllerInput)
  .output(controllerRef)
  .mutation(({ ctx, input }) => createController(ctx.ports, ctx.actor, input));
