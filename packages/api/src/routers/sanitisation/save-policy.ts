import { savePolicyInput } from "@headroom/contracts/sanitisation";
import { savePolicy as save } from "@headroom/services/sanitisation/change";
import { z } from "zod";
import { procedure } from "../../trpc";

export const savePolicy = procedure
  .input(savePolicyInput)
  .output(z.object({ version: z.int() }))
  .mutation(({ ctx, input }) => save(ctx.ports, ctx.actor, input));
