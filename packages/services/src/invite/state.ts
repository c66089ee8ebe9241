import type { InviteRecord } from "../ports/invites";

/** Whether a link can still be used at a moment. A revoked one looks like an expired one. */
export function inviteState(invite: InviteRecord, now: number): "open" | "used" | "expired" {
  if (invite.usedAt !== null) return "used";
  return invite.revokedAt !== null || invite.expiresAt.getTime() <= now ? "expired" : "open";
}
