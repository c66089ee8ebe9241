import "server-only";
import { type AddressOf, addressResolver } from "@headroom/runtime/auth/address";
import { type Auth, createAuth } from "@headroom/runtime/auth/auth";
import { type AuthHandler, createAuthHandler } from "@headroom/runtime/auth/handler";
import { signInLimits } from "@headroom/runtime/auth/limits";
import { type Container, openContainer } from "@headroom/runtime/container";
import { readEnv } from "@headroom/runtime/env";
import { HalfRestored, refuseHalfRestored } from "@headroom/runtime/half-restored";
import { openLog } from "@headroom/runtime/log";

export interface WebContainer extends Container {
  readonly auth: Auth;
  readonly handleAuth: AuthHandler;
  readonly addressOf: AddressOf;
}

const key = Symbol.for("headroom.web-container");
const shared = globalThis as { [key]?: WebContainer };

/** The one container of this process; opened at the first request. Bundles of several routes share it. */
export function container(): WebContainer {
  shared[key] ??= open();
  return shared[key];
}

function open(): WebContainer {
  const env = readEnv();
  const log = openLog(env, "web");
  const base = openContainer(env, log, "web");
  const auth = createAuth(env, base.database, log);
  const limits = signInLimits(base.database.pool);
  const addressOf = addressResolver(env.trustedProxies);
  return { ...base, auth, addressOf, handleAuth: createAuthHandler({ ...base, auth, limits, addressOf }) };
}

/** At the start: a wrong setting ends the process with one sentence, not the first request with a failure. */
export async function checkEnvironment(): Promise<void> {
  try {
    if (readEnv().authSecret === null) throw new Error("BETTER_AUTH_SECRET must be set: it signs the sessions.");
    await refuseHalfRestored(container().database).catch((error) => {
      // One that cannot be reached yet is another matter: /readyz tells of it.
      if (error instanceof HalfRestored) throw error;
    });
  } catch (error) {
    process.stderr.write(`The web server cannot start: ${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}
