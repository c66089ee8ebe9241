// Questions to a PostgreSQL database. `pg` is loaded late: this module is read before anything is installed.
import { PlainError } from "./plain-error.mjs";

/**
 * Connects, asks, and closes.
 * @template T
 * @param {string} url
 * @param {(client: import("pg").Client) => Promise<T>} ask
 * @returns {Promise<T>}
 */
export async function withClient(url, ask) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {}); // a connection cut while idle shows at the next question
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}

/** A name as SQL writes it. @param {string} name */
export const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

/** The URL without its password, for people's eyes. @param {string} url */
export function withoutPassword(url) {
  try {
    const parsed = new URL(url);
    if (parsed.password) parsed.password = "***";
    return parsed.href;
  } catch {
    return "DATABASE_URL";
  }
}

/**
 * Makes sure that a DATABASE_URL leads to a server Headroom can use.
 * @param {string} url
 * @returns {Promise<{note: string}>} the server's version
 */
export async function checkReachable(url) {
  const shown = withoutPassword(url);
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new PlainError(
      "DATABASE_URL is not a PostgreSQL address: it must look like postgresql://user:password@host:5432/database.",
    );
  try {
    const version = await withClient(url, async (client) =>
      Number((await client.query("show server_version_num")).rows[0].server_version_num),
    );
    if (version < 150_000)
      throw new PlainError(
        `The database at ${shown} is PostgreSQL ${Math.floor(version / 10_000)}: Headroom needs 15 or newer.`,
      );
    return { note: `PostgreSQL ${Math.floor(version / 10_000)} at ${shown}` };
  } catch (error) {
    if (error instanceof PlainError) throw error;
    const { code, message } = /** @type {NodeJS.ErrnoException & AggregateError} */ (error);
    if (code === "3D000") return { note: `${shown} will be created` };
    throw new PlainError(
      `The database at ${shown} cannot be reached: ${message || code}. Is it running, and is DATABASE_URL right?`,
    );
  }
}

/** Whether no person and no place is in the database yet. @param {string} url @returns {Promise<boolean>} */
export function isEmpty(url) {
  return withClient(url, async (client) => {
    for (const table of ["user_account", "region"]) {
      const there = await client.query("select to_regclass($1) is not null as yes", [quoted(table)]);
      if (there.rows[0].yes && (await client.query(`select 1 from ${quoted(table)} limit 1`)).rowCount) return false;
    }
    return true;
  });
}
