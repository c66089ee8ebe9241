import { notificationList } from "@headroom/contracts/session";
import { listNotifications } from "@headroom/services/notification/list";
import { procedure } from "../../trpc";

export const list = procedure.output(notificationList).query(({ ctx }) => listNotifications(ctx.ports, ctx.actor));
