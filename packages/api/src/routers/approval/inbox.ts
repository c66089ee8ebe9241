import { inbox as inboxShape } from "@headroom/contracts/approval";
import { readInbox } from "@headroom/services/approval/inbox";
import { procedure } from "../../trpc";

export const inbox = procedure.output(inboxShape).query(({ ctx }) => readInbox(ctx.ports, ctx.actor));
