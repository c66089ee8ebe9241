import { publicErrorOf, type ShownError } from "./public-error";

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Signs in; null where it worked, else why not: UNAUTHENTICATED (wrong e-mail or password), TOO_MANY_ATTEMPTS, INVALID_INPUT, UNAVAILABLE. */
export const signIn = (credentials: Credentials): Promise<ShownError | null> => post("sign-in/email", credentials);

/** Ends the session; null where it worked. Load "/sign-in" as a whole page afterwards, so that nothing stays in memory. */
export const signOut = (): Promise<ShownError | null> => post("sign-out", {});

async function post(path: string, body: unknown): Promise<ShownError | null> {
  const answer = await fetch(`/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (answer?.ok) return null;
  const data: unknown = await answer?.json().catch(() => null);
  if (data === null || data === undefined) return { code: "UNAVAILABLE", details: { part: "server" }, traceId: null };
  return publicErrorOf(Object.assign(new Error(path), { data }));
}
