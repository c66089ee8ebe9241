import { controllerList, controllerListInput } from "@headroom/contracts/controller";
import { listControllers } from "@headroom/services/controller/list";
import { procedure } from "../../trpc";

export const list = procedure
  .input(controllerListInput)
  .output(controllerList)
  .query(({ ctx, input }) => listControllers(ctx.ports, ctx.actor, input));
