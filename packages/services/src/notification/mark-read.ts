import { type Actor, authorize, personId } from "../actor";
import type { Ports } from "../ports";
import { record } from "../record";

/** Marks one's own notifications as read; others' ids do nothing. Needs notification.read. */
export async function markRead(
  ports: Ports,
  actor: Actor,
  input: { ids: readonly number[] },
): Promise<{ marked: number }> {
  authorize(actor, "notification.read");
  const person = personId(actor);
  return ports.work.write(async (repositories) => {
    const marked = await repositories.notifications.markRead(person, input.ids);
    if (marked > 0)
      await record(repositories, actor, {
        action: "notification.read",
        entityKind: "user",
        entityId: person,
        after: { ids: input.ids },
      });
    return { marked };
  });
}
