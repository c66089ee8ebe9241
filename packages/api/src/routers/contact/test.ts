import { contactTestInput, messageRef } from "@headroom/contracts/contact";
import { testContact } from "@headroom/services/contact/change";
import { procedure } from "../../trpc";

export const test = procedure
  .input(contactTestInput)
  .output(messageRef)
  .mutation(({ ctx, input }) => testContact(ctx.ports, ctx.actor, input));
