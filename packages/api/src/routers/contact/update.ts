import { contactSaved, contactUpdateInput } from "@headroom/contracts/contact";
import { updateContact } from "@headroom/services/contact/change";
import { procedure } from "../../trpc";

export const update = procedure
  .input(contactUpdateInput)
  .output(contactSaved)
  .mutation(({ ctx, input }) => updateContact(ctx.ports, ctx.actor, input));
