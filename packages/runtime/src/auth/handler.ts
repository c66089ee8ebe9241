import type { ErrorCode } from "@headroom/contracts/errors";
import type { Database } from "@headroom/db/client";
import { z } from "zod";
import type { Env } from "../env";
import type { Logger } from "../log";
import { type AddressOf, addressHeader } from "./address";
import type { Auth } from "./auth";
import type { SignInLimits } from "./limits";
import { isFromTrustedOrigin, trustedOrigins } from "./origin";
import { readSession } from "./session";

const BODY_LIMIT_CHARACTERS = 4096;

/** Only these fields of what a client sends reach better-auth. */
const signInBody = z.object({
  email: z.string().trim().max(200).pipe(z.email()),
  password: z.string().min(1).max(128),
  rememberMe: z.boolean().default(true),
});

export interface AuthHandlerParts {
  readonly env: Env;
  readonly auth: Auth;
  readonly database: Database;
  readonly limits: SignInLimits;
  readonly addressOf: AddressOf;
  readonly log: Logger;
}

/** Answers under /api/auth. `peer` is the socket's address, null where the server does not know it. */
export type AuthHandler = (request: Request, peer: string | null) => Promise<Response>;

/**
 * The three ways in and out: POST sign-in/email, POST sign-out, GET get-session. Everything else is 404, so no endpoint of the library
 * can create an account or change a role. Bodies: { ok: true }, { user } or { code, details } with the codes of contracts/errors;
 * the session's token travels in the cookie alone.
 */
export function createAuthHandler({ env, auth, database, limits, addressOf, log }: AuthHandlerParts): AuthHandler {
  const trusted = trustedOrigins(env.url);

  async function signIn(request: Request, address: string | null): Promise<Response> {
    const text = await request.text();
    const body = text.length > BODY_LIMIT_CHARACTERS ? null : signInBody.safeParse(parseJson(text));
    if (!body?.success) {
      return failure(400, "INVALID_INPUT", {
        issues: [{ path: "", expected: "an e-mail address and a password", got: null }],
      });
    }
    const { email } = body.data;
    const retryAfterSeconds = await limits.attempt(email, address);
    if (retryAfterSeconds !== null) {
      log.info({ address }, "sign-in refused: too many attempts");
      return failure(429, "TOO_MANY_ATTEMPTS", { retryAfterSeconds }, { "retry-after": String(retryAfterSeconds) });
    }
    const answer = await auth.handler(forwarded(request, "sign-in/email", address, body.data));
    if (answer.status === 401) return failure(401, "UNAUTHENTICATED");
    if (!answer.ok) return unexpected(answer);
    await limits.succeeded(email, address);
    return success({ ok: true }, answer.headers.getSetCookie());
  }

  async function signOut(request: Request, address: string | null): Promise<Response> {
    const answer = await auth.handler(forwarded(request, "sign-out", address, {}));
    return answer.ok ? success({ ok: true }, answer.headers.getSetCookie()) : unexpected(answer);
  }

  async function getSession(request: Request): Promise<Response> {
    const signedIn = await readSession({ auth, database }, request.headers, { prolong: true });
    return success({ user: signedIn?.user ?? null }, signedIn?.cookies ?? []);
  }

  function forwarded(request: Request, path: string, address: string | null, body: unknown): Request {
    const headers = new Headers(request.headers);
    headers.set("content-type", "application/json");
    headers.delete("content-length");
    headers.delete(addressHeader);
    if (address !== null) headers.set(addressHeader, address);
    return new Request(`${env.url}/api/auth/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  }

  function unexpected(answer: Response): Response {
    if (answer.status === 403) return failure(403, "FORBIDDEN", { permission: "origin", rolesWith: [] });
    log.error({ status: answer.status }, "better-auth failed");
    return failure(500, "INTERNAL");
  }

  return async (request, peer) => {
    const route = `${request.method} ${new URL(request.url).pathname}`;
    const address = addressOf(peer, request.headers.get("x-forwarded-for"));
    try {
      if (route === "GET /api/auth/get-session") return await getSession(request);
      if (route !== "POST /api/auth/sign-in/email" && route !== "POST /api/auth/sign-out")
        return failure(404, "NOT_FOUND");
      if (!isFromTrustedOrigin(request.headers, trusted)) {
        return failure(403, "FORBIDDEN", { permission: "origin", rolesWith: [] });
      }
      return await (route === "POST /api/auth/sign-out" ? signOut(request, address) : signIn(request, address));
    } catch (error) {
      log.error({ err: error, route }, "sign-in service failed");
      return failure(500, "INTERNAL");
    }
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function success(body: unknown, cookies: readonly string[]): Response {
  const headers = new Headers({ "cache-control": "no-store" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return Response.json(body, { headers });
}

function failure(
  status: number,
  code: ErrorCode,
  details: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json({ code, details }, { status, headers: { "cache-control": "no-store", ...headers } });
}
