import { mailTopics } from "@headroom/core/messaging/topics";
import { z } from "zod";
import { id, isoInstant, person } from "./common";

/** session.me */
export const me = z.object({
  person: person.extend({ email: z.string() }),
  permissions: z.array(z.string()),
  counts: z.object({
    inbox: z.int(),
    requestsOpen: z.int(),
    plansDraft: z.int(),
    runsOpen: z.int(),
    notificationsUnread: z.int(),
  }),
  factsAsOf: isoInstant.nullable(),
  operator: z.string(),
});
export type Me = z.infer<typeof me>;

/** notification.list, notification.markRead */
export const notification = z.object({
  id,
  kind: z.string(), // plan_submitted, plan_committed, plan_declined, changes_requested, plan_stale, hold_expired, plan_ready, plan_failed, reservation_ends, alert
  entityKind: z.enum(["plan", "request", "import", "reservation", "run", "alert"]),
  entityId: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  createdAt: isoInstant,
  readAt: isoInstant.nullable(),
});
export type Notification = z.infer<typeof notification>;
/** notification.topics, notification.setTopics: what one wishes to hear by mail. */
export const mailTopicsInput = z.object({ topics: z.array(z.enum(mailTopics)).max(mailTopics.length) });
export const notificationList = z.array(notification);
export const markReadInput = z.object({ ids: z.array(id).min(1).max(500) });
export const markReadResult = z.object({ marked: z.int() });
