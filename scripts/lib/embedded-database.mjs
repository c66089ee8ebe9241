// The database inside the embedded server. It is made aside, migrated and seeded there, then renamed: a database called
// "headroom" is always whole, whenever the process before was killed.
import { isEmpty, quoted, withClient } from "./database.mjs";
import { migrate } from "./prisma.mjs";

const name = "headroom";
const aside = "headroom_new";

/**
 * Repairs what a kill in the middle of a migration leaves. Each migration runs as one transaction, so it is either
 * whole or absent; scripts/prisma writes a note inside that transaction which tells the two apart. Only for a database
 * nobody else migrates.
 * @param {string} url
 * @returns {Promise<number>} migrations set right
 */
export function repairInterruptedMigrations(url) {
  return withClient(url, async (client) => {
    if (!(await client.query("select to_regclass('_prisma_migrations') as it")).rows[0].it) return 0;
    const unfinished = "finished_at is null and rolled_back_at is null";
    const done = await client.query(
      `update _prisma_migrations set finished_at = now(), applied_steps_count = 1, logs = null where ${unfinished} and logs = 'committed'`,
    );
    const undone = await client.query(
      `update _prisma_migrations set rolled_back_at = now() where ${unfinished} and logs is null`,
    );
    return (done.rowCount ?? 0) + (undone.rowCount ?? 0);
  });
}

/**
 * Brings the embedded database to the newest migration; a new or empty one is filled by `seed` first.
 * @param {import("./postgres.mjs").Server} server
 * @param {(url: string) => Promise<void>} seed
 * @param {<T extends {note?: string} | void>(label: string, work: () => Promise<T>, opening?: string) => Promise<T>} step
 * @returns {Promise<{url: string, seeded: boolean}>}
 */
export async function prepareEmbedded(server, seed, step) {
  const url = server.url(name);
  const exists = await withClient(server.url("postgres"), async (client) => {
    await client.query(`drop database if exists ${quoted(aside)} with (force)`);
    return (await client.query("select 1 from pg_database where datname = $1", [name])).rowCount === 1;
  });
  if (exists) {
    await repairInterruptedMigrations(url);
    await step("migrate", () => migrate(url));
    if (!(await isEmpty(url))) return { url, seeded: false };
  }
  await withClient(server.url("postgres"), (client) => client.query(`create database ${quoted(aside)}`));
  await step("migrate", () => migrate(server.url(aside)));
  await step("seed", () => seed(server.url(aside)), "an invented operator's fleet, as the database is empty");
  await withClient(server.url("postgres"), async (client) => {
    await client.query(`drop database if exists ${quoted(name)} with (force)`);
    // The seed's own connections may take a moment to end.
    await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [aside]);
    await client.query(`alter database ${quoted(aside)} rename to ${quoted(name)}`);
  });
  return { url, seeded: true };
}
