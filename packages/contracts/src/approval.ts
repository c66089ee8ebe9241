import { z } from "zod";
import { id, isoInstant, person } from "./common";
import { planDetail } from "./plan";

/** approval.inbox: what waits for this person, by due date and risk. */
export const inboxItem = z.object({
  approvalId: id,
  planId: id,
  title: z.string(),
  author: person,
  requestedAt: isoInstant,
  dueAt: isoInstant,
  /** The plan gives its positions back when this passes. */
  holdExpiresAt: isoInstant.nullable(),
  racks: z.int(),
  powerW: z.number(),
  datacenters: z.array(z.string()),
  worstFailurePercent: z.number().nullable(),
  worstFailureDevice: z.string().nullable(),
  risk: z.enum(["low", "medium", "high"]),
  /** Why this person cannot sign it, null where they can. */
  cannotSign: z.enum(["author", "last_editor", "requester", "role"]).nullable(),
  snoozedUntil: isoInstant.nullable(),
});
export type InboxItem = z.infer<typeof inboxItem>;
export const inbox = z.object({
  items: z.array(inboxItem),
  decidedLately: z.array(
    z.object({ planId: id, title: z.string(), verdict: z.string(), at: isoInstant, by: z.string() }),
  ),
});
export type Inbox = z.infer<typeof inbox>;

/** approval.review: a submitted plan as its approver sees it. */
export const reviewInput = z.object({ planId: id });
export const review = planDetail.extend({
  approvalId: id.nullable(),
  policies: z.array(
    z.object({ code: z.string(), text: z.string(), value: z.string(), result: z.enum(["pass", "look", "fail"]) }),
  ),
  signers: z.array(
    z.object({
      person: person.nullable(),
      role: z.string(),
      state: z.enum(["signed", "waiting", "declined"]),
      at: isoInstant.nullable(),
    }),
  ),
  inboxPosition: z.object({ index: z.int(), of: z.int(), previous: id.nullable(), next: id.nullable() }).nullable(),
});
export type Review = z.infer<typeof review>;

/** approval.decide. `hash` is the one on the reviewer's screen. A reason is required unless approving. */
export const decideInput = z
  .object({
    approvalId: id,
    hash: z.string().min(16).max(128),
    verdict: z.enum(["approve", "request_changes", "decline"]),
    reason: z.string().trim().max(2000).default(""),
  })
  .refine((input) => input.verdict === "approve" || input.reason.length >= 3, {
    path: ["reason"],
    message: "say why in a few words",
  });
export type DecideInput = z.output<typeof decideInput>;
/** stale: nothing was committed, `staleCause` is on the plan now. */
export const decideResult = z.object({
  planId: id,
  outcome: z.enum(["committed", "changes_requested", "declined", "stale"]),
});
export const snoozeInput = z.object({ planId: id, until: isoInstant.nullable() });
