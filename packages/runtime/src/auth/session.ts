import { type Role, roles } from "@headroom/core/access/permissions";
import type { Database } from "@headroom/db/client";
import { sessionByToken } from "@headroom/db/signed-in";
import type { Actor } from "@headroom/services/actor";
import type { Auth } from "./auth";
import { signedCookie } from "./signed-cookie";

/** Who is signed in, and the cookies that keep them so. */
export interface SignedIn {
  readonly user: { readonly id: string; readonly name: string; readonly email: string; readonly role: Role };
  /** Set-Cookie values that prolong a session in use; empty most of the time. */
  readonly cookies: readonly string[];
}

const isRole = (value: unknown): value is Role => (roles as readonly unknown[]).includes(value);

/** What sessions are read from. */
export interface SessionSource {
  readonly auth: Auth;
  readonly database: Pick<Database, "pool">;
}

/**
 * The person behind a request's cookies; null: nobody, expired, or disabled since. `prolong` writes to the database and to the answer's
 * cookies where the session is a day old: only where an answer can still set cookies (not while a page renders).
 *
 * Nearly every request finds a session that stands and is not to be prolonged: that is one statement here. Everything else, an expired
 * session as much as a cookie we cannot read, is better-auth's to judge; its own way takes several times as long.
 */
export async function readSession(
  { auth, database }: SessionSource,
  headers: Headers,
  { prolong = false } = {},
): Promise<SignedIn | null> {
  const cookie = headers.get("cookie");
  if (!cookie) return null;
  const { authCookies, secret, sessionConfig } = await auth.$context;
  const token = signedCookie(cookie, authCookies.sessionToken.name, secret);
  const session = token === null ? null : await sessionByToken(database, token);
  if (session !== null) {
    const leftMs = session.expiresAt.getTime() - Date.now();
    const isDue = leftMs <= (sessionConfig.expiresIn - sessionConfig.updateAge) * 1000;
    const mayProlong = prolong && signedCookie(cookie, authCookies.dontRememberToken.name, secret) === null;
    if (leftMs > 0 && !(isDue && mayProlong)) return signedIn(session, []);
  }
  const { response, headers: answer } = await auth.api.getSession({
    headers,
    query: { disableRefresh: !prolong },
    returnHeaders: true,
  });
  return response && signedIn(response.user, answer.getSetCookie());
}

interface Known {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly disabledAt?: Date | null | undefined;
}

function signedIn({ id, name, email, role, disabledAt }: Known, cookies: readonly string[]): SignedIn | null {
  return disabledAt || !isRole(role) ? null : { user: { id, name, email, role }, cookies };
}

/** The signed-in person as use cases know them. */
export function actorOf(signedIn: SignedIn, via: "web" | "api", requestId: string): Actor {
  const { id, name, role } = signedIn.user;
  return { id, name, role, via, requestId };
}
