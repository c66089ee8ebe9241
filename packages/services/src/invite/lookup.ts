import type { Role } from "@headroom/core/access/permissions";
import type { Ports } from "../ports";
import { inviteState } from "./state";
import { digestOf } from "./token";

export interface InviteLookup {
  readonly state: "open" | "used" | "expired" | "unknown";
  /** null: any address will do, or the invitation is not open. */
  readonly email: string | null;
  readonly role: Role | null;
}

/** What the holder of a link may know of it before there is an account. Open to everybody: the token is the permission. */
export async function lookupInvite(ports: Ports, input: { token: string }): Promise<InviteLookup> {
  const invite = await ports.work.read(({ invites }) => invites.byTokenHash(digestOf(input.token)));
  if (!invite) return { state: "unknown", email: null, role: null };
  const state = inviteState(invite, ports.clock.now());
  return state === "open" ? { state, email: invite.email, role: invite.role } : { state, email: null, role: null };
}
