import { alertSilenceInput } from "@headroom/contracts/alert";
import { silenceAlert } from "@headroom/services/alert/act";
import { z } from "zod";
import { procedure } from "../../trpc";

export const silence = procedure
  .input(alertSilenceInput)
  .output(z.object({ version: z.int() }))
  .mutation(({ ctx, input }) => silenceAlert(ctx.ports, ctx.actor, input));
