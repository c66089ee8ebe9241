import { controllerDetail, controllerGetInput } from "@headroom/contracts/controller";
import { getController } from "@headroom/services/controller/get";
import { procedure } from "../../trpc";

export const get = procedure
  .input(controllerGetInput)
  .output(controllerDetail)
  .query(({ ctx, input }) => getController(ctx.ports, ctx.actor, input));
