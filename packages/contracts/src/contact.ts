import { z } from "zod";
import { code, id, isoInstant } from "./common";

/** The crew directory: people and programs outside that get work orders and alerts, by mail or by webhook. */

/** What a stage does, as `rack`. `datacenter`: code; null: anywhere. */
export const duty = z.object({
  work: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "expected the key of a stage, like rack or verify_wipe"),
  datacenter: code.nullable(),
});
export type DutyDto = z.output<typeof duty>;

const email = z.string().trim().toLowerCase().max(200).pipe(z.email("expected an e-mail address"));
/** https; http only to what a setting names. A name or password in it would end up in logs. */
const webhookUrl = z
  .string()
  .trim()
  .max(500)
  .regex(
    /^https?:\/\/([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:[0-9]{1,5})?([/?][^\s#\\]*)?$/i,
    "expected an address as https://example.org/hooks/7, without a name or a password",
  );

const address = z.discriminatedUnion("channel", [
  z.object({ channel: z.literal("email"), address: email }),
  z.object({ channel: z.literal("webhook"), address: webhookUrl }),
]);
export const contactInput = z
  .object({
    name: z.string().trim().min(2).max(100),
    organisation: z.string().trim().max(100).default(""),
    duties: z.array(duty).max(200).default([]),
  })
  .and(address);
export type ContactInput = z.output<typeof contactInput>;
export const contactUpdateInput = contactInput.and(z.object({ id, version: z.int() }));
export type ContactUpdateInput = z.output<typeof contactUpdateInput>;
export const contactRef = z.object({ id, version: z.int() });
/** `secret`: what a webhook is signed with, shown this once; null: it is what it was, or a mail. */
export const contactSaved = contactRef.extend({ secret: z.string().nullable() });
export type ContactSaved = z.infer<typeof contactSaved>;

export const contactRow = contactRef.extend({
  name: z.string(),
  organisation: z.string(),
  channel: z.enum(["email", "webhook"]),
  address: z.string(),
  duties: z.array(duty),
  openOrders: z.int(),
  lastSentAt: isoInstant.nullable(),
  /** Of the latest message, where it was given up. */
  fault: z.object({ kind: z.string(), cause: z.string() }).nullable(),
});
export type ContactRow = z.infer<typeof contactRow>;
/** contact.list. `works`: what people do in the templates that are in use, with its title. */
export const contactList = z.object({
  rows: z.array(contactRow),
  works: z.array(z.object({ work: z.string(), title: z.string() })),
});
export type ContactList = z.infer<typeof contactList>;

export const contactTestInput = z.object({ id });
/** contact.test: a message that says that messages arrive; `key` finds it again. */
export const messageRef = z.object({ key: z.string().max(100) });
