import type { Turns } from "@headroom/services/ports/turns";
import pg from "pg";

/** First key of the advisory locks that say "a plan is being made here"; the second is the datacenter's id. ("HDRT" in ASCII.) */
const LOCK_CLASS = 0x4844_5254;
/** How soon somebody who waits looks whether they still want to. */
const LOOK_EVERY = "1s";
/** PostgreSQL's code for a lock that was not had in time. */
const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Turns as a session's advisory locks, taken in id order so that no two wait for each other. PostgreSQL gives them up when the process
 * or its machine dies. Where the connection alone breaks, two plans may be made at once for a while: what they come to is re-checked
 * under locks when it is committed, as always.
 */
export function openTurns(databaseUrl: string): Turns {
  return {
    async take(datacenterIds, { signal, onWait }, body) {
      const ids = [...new Set(datacenterIds)].sort((a, b) => a - b);
      const client = new pg.Client({
        connectionString: databaseUrl,
        application_name: "headroom planning turn",
        keepAlive: true,
        connectionTimeoutMillis: 10_000,
      });
      // without a listener a broken connection would end the process
      client.on("error", () => {});
      await client.connect();
      try {
        await client.query(`SET lock_timeout = '${LOOK_EVERY}'`);
        for (const id of ids) {
          while (!(await lock(client, id))) {
            signal.throwIfAborted();
            onWait(id);
          }
        }
        signal.throwIfAborted();
        return await body();
      } finally {
        await client.end().catch(() => {});
      }
    },
  };
}

async function lock(client: pg.Client, id: number): Promise<boolean> {
  try {
    await client.query("SELECT pg_advisory_lock($1, $2)", [LOCK_CLASS, id]);
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
}
