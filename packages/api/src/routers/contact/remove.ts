import { reason } from "@headroom/contracts/common";
import { contactRef } from "@headroom/contracts/contact";
import { removeContact } from "@headroom/services/contact/change";
import { z } from "zod";
import { procedure } from "../../trpc";

export const remove = procedure
  .input(contactRef.extend({ reason }))
  .output(z.object({ removed: z.literal(true) }))
  .mutation(({ ctx, input }) => removeContact(ctx.ports, ctx.actor, input));
