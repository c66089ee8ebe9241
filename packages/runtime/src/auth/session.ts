import { type Role, roles } from "@headroom/core/access/permissions";
import type { Actor } from "@headroom/services/actor";
import type { Auth } from "./auth";

/** Who is signed in, and the cookies that keep them so. */
export interface SignedIn {
  readonly user: { readonly id: string; readonly name: string; readonly email: string; readonly role: Role };
  /** Set-Cookie values that prolong a session in use; empty most of the time. */
  readonly cookies: readonly string[];
}

const isRole = (value: unknown): value is Role => (roles as readonly unknown[]).includes(value);

/**
 * The person behind a request's cookies; null: nobody, expired, or disabled since. `prolong` writes to the database and to the answer's
 * cookies where the session is a day old: only where an answer can still set cookies (not while a page renders).
 */
export async function readSession(auth: Auth, headers: Headers, { prolong = false } = {}): Promise<SignedIn | null> {
  if (!headers.get("cookie")) return null;
  const { response, headers: answer } = await auth.api.getSession({
    headers,
    query: { disableRefresh: !prolong },
    returnHeaders: true,
  });
  if (response === null || response.user.disabledAt) return null;
  const { id, name, email, role } = response.user;
  if (!isRole(role)) return null;
  return { user: { id, name, email, role }, cookies: answer.getSetCookie() };
}

/** The signed-in person as use cases know them. */
export function actorOf(signedIn: SignedIn, via: "web" | "api", requestId: string): Actor {
  const { id, name, role } = signedIn.user;
  return { id, name, role, via, requestId };
}
