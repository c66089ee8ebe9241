import { alertActionInput } from "@headroom/contracts/alert";
import { reopenAlert } from "@headroom/services/alert/act";
import { z } from "zod";
import { procedure } from "../../trpc";

export const reopen = procedure
  .input(alertActionInput)
  .output(z.object({ version: z.int() }))
  .mutation(({ ctx, input }) => reopenAlert(ctx.ports, ctx.actor, input));
