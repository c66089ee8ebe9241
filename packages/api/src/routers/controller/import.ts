import { controllersInput, controllersOutcome } from "@headroom/contracts/controller";
import { importControllers } from "@headroom/services/controller/change";
import { procedure } from "../../trpc";

export const importMany = procedure
  .input(controllersInput)
  .output(controllersOutcome)
  .mutation(({ ctx, input }) => importControllers(ctx.ports, ctx.actor, input));
