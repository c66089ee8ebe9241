import { notificationDetail, notificationHref, notificationTitle } from "@headroom/core/messaging/notification-words";
import { type Composition, lineOf } from "../message/composed";
import type { TakenMessage } from "../ports/outbox";
import type { Repositories } from "../ports/repositories";

/** A notification as a mail. Over where it was read meanwhile. */
export async function composeNotice(
  { notifications }: Pick<Repositories, "notifications">,
  { about }: TakenMessage,
  url: string,
): Promise<Composition> {
  const notice = await notifications.get((about as { readonly notification: number }).notification);
  if (!notice || notice.readAt !== null) return { kind: "over" };
  const title = notificationTitle(notice);
  const detail = notificationDetail(notice);
  const link = `${url}${notificationHref(notice)}`;
  const text = [
    `${title}.`,
    ...(detail === "" ? [] : [detail]),
    ...["", link, "", `You chose to get such mails: ${url}/inbox?mail=yes`, ""],
  ].join("\n");
  return {
    ...{ kind: "composed", type: "com.headroom.notice", text, subject: lineOf(title) },
    data: { kind: notice.kind, title, detail, link },
  };
}
