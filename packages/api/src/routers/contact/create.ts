import { contactInput, contactSaved } from "@headroom/contracts/contact";
import { createContact } from "@headroom/services/contact/change";
import { procedure } from "../../trpc";

export const create = procedure
  .input(contactInput)
  .output(contactSaved)
  .mutation(({ ctx, input }) => createContact(ctx.ports, ctx.actor, input));
