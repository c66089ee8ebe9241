import { type Actor, authorize, personId } from "../actor";
import type { Ports } from "../ports";

/** Marks one's own notifications as read; others' ids do nothing. Needs notification.read. */
export async function markRead(
  ports: Ports,
  actor: Actor,
  input: { ids: readonly number[] },
): Promise<{ marked: number }> {
  authorize(actor, "notification.read");
  const person = personId(actor);
  return { marked: await ports.work.write(({ notifications }) => notifications.markRead(person, input.ids)) };
}
