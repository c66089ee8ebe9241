import pg from "pg";

/** Prisma's own lock while it migrates: a backup shares it, so that no table changes its shape under the snapshot; a restore owns it. */
const MIGRATION_LOCK = 72_707_369;
const LOCK_TIMEOUT_MS = 30_000;

/** Somebody migrates, restores or backs up at this moment, and did not come to an end in half a minute. */
export class DatabaseBusy extends Error {
  override readonly name = "DatabaseBusy";
}

/**
 * A connection of one's own on which values are written the same on every server, whatever its settings; no statement of it is cut off.
 * Holds the lock of migrations until it ends.
 */
export async function openKeeping(url: string, lock: "shared" | "exclusive"): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `headroom ${lock === "shared" ? "backup" : "restore"}`,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  // The query that runs meanwhile tells of a connection that breaks; without a listener the process would end.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(
      `SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD';
       SET IntervalStyle = 'postgres'; SET bytea_output = 'hex'; SET extra_float_digits = 1; SET client_encoding = 'UTF8';
       SET search_path = public; SET lock_timeout = ${LOCK_TIMEOUT_MS}`,
    );
    // A killed process is noticed in the middle of building an index too, so that its lock goes with it. Not every platform can do that.
    await client.query("SET client_connection_check_interval = 2000").catch(() => {});
    await client.query(`SELECT pg_advisory_lock${lock === "shared" ? "_shared" : ""}(${MIGRATION_LOCK})`);
    return client;
  } catch (cause) {
    await client.end().catch(() => {});
    if (cause instanceof Error && "code" in cause && cause.code === "55P03") throw new DatabaseBusy();
    throw cause;
  }
}
