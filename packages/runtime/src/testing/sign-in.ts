import { randomUUID } from "node:crypto";
import type { Role } from "@headroom/core/access/permissions";
import { addressResolver } from "../auth/address";
import { createAuth } from "../auth/auth";
import { createAuthHandler } from "../auth/handler";
import { signInLimits } from "../auth/limits";
import { openContainer } from "../container";
import { readEnv } from "../env";
import { openLog } from "../log";

export const PASSWORD = "correct horse battery";

/** Sign-in as the web server composes it, over a database of a test. */
export function openSignIn(databaseUrl: string, settings: Record<string, string> = {}) {
  const env = readEnv({
    DATABASE_URL: databaseUrl,
    BETTER_AUTH_SECRET: "a-secret-of-the-tests-0123456789-abcdef",
    HEADROOM_URL: "http://127.0.0.1:3000",
    LOG_LEVEL: "silent",
    ...settings,
  });
  const log = openLog(env, "test");
  const container = openContainer(env, log, "test");
  const auth = createAuth(env, container.database, log);
  const limits = signInLimits(container.database.pool);
  const handle = createAuthHandler({ ...container, auth, limits, addressOf: addressResolver(env.trustedProxies) });

  /** A call as a browser makes it, from an address. */
  async function call(
    route: string,
    { body, cookie, peer = "203.0.113.5", headers = {} }: CallOptions = {},
  ): Promise<Answer> {
    const [method = "GET", path = "/"] = route.split(" ");
    const request = new Request(`${env.url}/api/auth${path}`, {
      method,
      headers: {
        origin: env.url,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(cookie === undefined ? {} : { cookie }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const response = await handle(request, peer);
    const setCookie = response.headers.getSetCookie();
    return {
      status: response.status,
      body: await response.json().catch(() => null),
      setCookie,
      cookie: setCookie.map((line) => line.split(";")[0]).join("; "),
      retryAfter: response.headers.get("retry-after"),
    };
  }

  return {
    ...container,
    auth,
    limits,
    call,
    signIn: (email: string, password = PASSWORD, options: CallOptions = {}) =>
      call("POST /sign-in/email", { ...options, body: { email, password } }),
    /** Adds a person with PASSWORD; gives their id. */
    async addPerson(email: string, role: Role): Promise<string> {
      const id = randomUUID();
      const passwordHash = await container.ports.passwords.hash(PASSWORD);
      await container.ports.work.write(({ accounts }) =>
        accounts.add({ id, name: email.split("@")[0]!, email, role, passwordHash }),
      );
      return id;
    },
  };
}

export interface CallOptions {
  readonly body?: unknown;
  readonly cookie?: string;
  readonly peer?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly setCookie: readonly string[];
  /** The cookies to send back. */
  readonly cookie: string;
  readonly retryAfter: string | null;
}
