import { z } from "zod";
import { id, isoInstant, role } from "./common";

export const userRow = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  disabledAt: isoInstant.nullable(),
  createdAt: isoInstant,
  lastSeenAt: isoInstant.nullable(),
});
export const inviteRow = z.object({
  id,
  email: z.string().nullable(),
  role,
  expiresAt: isoInstant,
  usedAt: isoInstant.nullable(),
  revokedAt: isoInstant.nullable(),
  createdBy: z.string().nullable(),
});
/** admin.users */
export const adminUsers = z.object({ users: z.array(userRow), invites: z.array(inviteRow) });
export type AdminUsers = z.infer<typeof adminUsers>;
export const inviteInput = z.object({
  email: z
    .email()
    .max(200)
    .transform((value) => value.toLowerCase()),
  role,
  /** The link goes to the address, too. */
  mail: z.boolean().default(false),
});
/** The link is shown once; only a digest is kept. `messageKey`: of the mail, for contact.testStands; null: none is sent. */
export const inviteResult = z.object({
  ...{ id, path: z.string(), expiresAt: isoInstant },
  messageKey: z.string().nullable(),
});
export const inviteRevokeInput = z.object({ id });
export const setRoleInput = z.object({ userId: z.string().max(80), role });
export const setDisabledInput = z.object({ userId: z.string().max(80), disabled: z.boolean() });
/** invite.accept: public, by token. */
export const inviteAcceptInput = z.object({
  token: z.string().min(20).max(200),
  name: z.string().trim().min(1).max(120),
  email: z
    .email()
    .max(200)
    .transform((value) => value.toLowerCase()),
  password: z.string().min(10, "at least 10 characters").max(128),
});
export const inviteLookupInput = z.object({ token: z.string().min(20).max(200) });
export const inviteLookup = z.object({
  state: z.enum(["open", "used", "expired", "unknown"]),
  email: z.string().nullable(),
  role: role.nullable(),
});
