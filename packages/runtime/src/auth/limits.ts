import { createHash } from "node:crypto";
import type { LinkLimits } from "@headroom/services/ports";
import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { countedAddress } from "./address";

/** Attempts in a window before sign-in is refused, right password or not. A success gives its attempt back. */
export const attemptLimits = { account: 10, address: 60, windowSeconds: 15 * 60 } as const;

export interface SignInLimits {
  /** Counts an attempt before the password is looked at. Seconds to wait where it is one too many, else null. */
  attempt(email: string, address: string | null): Promise<number | null>;
  /** The password was right: the account starts afresh, the address gets its attempt back. */
  succeeded(email: string, address: string | null): Promise<void>;
}

/** Counters in the table rate_limit, so that they survive a restart and are shared by every web server. */
export function signInLimits(pool: pg.Pool): SignInLimits {
  const limiter = (name: "account" | "address") =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: "pool",
      tableName: "rate_limit",
      tableCreated: true, // by a migration
      keyPrefix: name,
      points: attemptLimits[name],
      duration: attemptLimits.windowSeconds,
    });
  const byAccount = limiter("account");
  const byAddress = limiter("address");

  return {
    async attempt(email, address) {
      const waits = await Promise.all([
        consume(byAccount, accountKey(email)),
        address === null ? 0 : consume(byAddress, countedAddress(address)),
      ]);
      const longest = Math.max(...waits);
      return longest === 0 ? null : longest;
    },
    async succeeded(email, address) {
      await byAccount.delete(accountKey(email));
      if (address !== null) await byAddress.reward(countedAddress(address), 1);
    },
  };
}

/** What an address may spend on links that need no account: 300 of its own in the window, or 15 that are nobody's. */
export const linkPoints = 300;

export function linkLimits(pool: pg.Pool): LinkLimits {
  const limiter = new RateLimiterPostgres({
    ...{ storeClient: pool, storeType: "pool", tableName: "rate_limit", tableCreated: true, keyPrefix: "link" },
    ...{ points: linkPoints, duration: attemptLimits.windowSeconds },
  });
  return {
    async spend(address, points) {
      const wait = await consume(limiter, countedAddress(address), points);
      return wait === 0 ? null : wait;
    },
  };
}

/** Known and unknown accounts alike; a digest, so that the table names nobody and a key is never too long. */
const accountKey = (email: string) => createHash("sha256").update(email.trim().toLowerCase()).digest("hex");

/** Seconds to wait, 0 where the attempt may be made. Throws where the database does not answer. */
async function consume(limiter: RateLimiterPostgres, key: string, points = 1): Promise<number> {
  try {
    await limiter.consume(key, points);
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}
