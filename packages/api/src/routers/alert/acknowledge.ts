import { alertAcknowledgeInput } from "@headroom/contracts/alert";
import { acknowledgeAlert } from "@headroom/services/alert/act";
import { z } from "zod";
import { procedure } from "../../trpc";

export const acknowledge = procedure
  .input(alertAcknowledgeInput)
  .output(z.object({ version: z.int() }))
  .mutation(({ ctx, input }) => acknowledgeAlert(ctx.ports, ctx.actor, input));
