import type { MailTopic } from "@headroom/core/messaging/topics";
import { type Actor, authorize, personId } from "../actor";
import type { Ports } from "../ports";
import { record } from "../record";

/** What the person wishes to hear by mail, beside the app. Needs notification.read. */
export async function getTopics(ports: Ports, actor: Actor): Promise<{ topics: MailTopic[] }> {
  authorize(actor, "notification.read");
  const person = personId(actor);
  return { topics: await ports.work.read(({ notifications }) => notifications.topics(person)) };
}

/** One's own wish alone. Needs notification.read. */
export async function setTopics(
  ports: Ports,
  actor: Actor,
  { topics }: { readonly topics: readonly MailTopic[] },
): Promise<{ topics: MailTopic[] }> {
  authorize(actor, "notification.read");
  const person = personId(actor);
  const after = [...new Set(topics)];
  return ports.work.write(async (repositories) => {
    const before = await repositories.notifications.topics(person);
    await repositories.notifications.setTopics(person, after);
    await record(repositories, actor, {
      ...{ action: "notification.topics", entityKind: "user", entityId: person },
      ...{ before: { topics: before }, after: { topics: after } },
    });
    return { topics: after };
  });
}
