import { contactList } from "@headroom/contracts/contact";
import { listContacts } from "@headroom/services/contact/list";
import { procedure } from "../../trpc";

export const list = procedure.output(contactList).query(({ ctx }) => listContacts(ctx.ports, ctx.actor));
