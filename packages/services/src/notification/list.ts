import type { Notification } from "@headroom/contracts/session";
import { type Actor, authorize, personId } from "../actor";
import type { Ports } from "../ports";

const SHOWN = 100;

/** What the person is told, unread first. Needs notification.read. */
export async function listNotifications(ports: Ports, actor: Actor): Promise<Notification[]> {
  authorize(actor, "notification.read");
  const person = personId(actor);
  const found = await ports.work.read(({ notifications }) => notifications.list(person, SHOWN));
  return found.map(({ userId: _, ...notification }) => ({ ...notification, params: { ...notification.params } }));
}
