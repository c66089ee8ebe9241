import { controllerRemoveInput } from "@headroom/contracts/controller";
import { removeController } from "@headroom/services/controller/change";
import { z } from "zod";
import { procedure } from "../../trpc";

export const remove = procedure
  .input(controllerRemoveInput)
  .output(z.object({ removed: z.literal(true) }))
  .mutation(({ ctx, input }) => removeController(ctx.ports, ctx.actor, input));
