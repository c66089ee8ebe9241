import type pg from "pg";

/**
 * What a restore writes about itself, outside of what a backup holds (schema headroom_restore), and leaves there.
 * loading: begun, the database is empty still. loaded: all rows are in and were read back, later migrations may be missing. whole: done.
 */
export interface RestoreMarker {
  readonly state: "loading" | "loaded" | "whole";
  /** The backup's checksum over the whole. */
  readonly backup: string;
  readonly file: string;
  /** ISO instants: when the backup was taken, when it was restored from. */
  readonly takenAt: string;
  readonly begunAt: string;
}

const TABLE = "headroom_restore.restore";

export async function readMarker(client: pg.ClientBase | pg.Pool): Promise<RestoreMarker | null> {
  const { rows: there } = await client.query("SELECT to_regclass($1) IS NOT NULL AS yes", [TABLE]);
  if (!there[0].yes) return null;
  const { rows } = await client.query(`SELECT state, backup, file, taken_at, begun_at FROM ${TABLE}`);
  const [row] = rows;
  if (!row) return null;
  const { state, backup, file, taken_at, begun_at } = row;
  return { state, backup, file, takenAt: taken_at.toISOString(), begunAt: begun_at.toISOString() };
}

/** A restore has begun, and not come to its end: the database must not be used. */
export async function isHalfRestored(client: pg.ClientBase | pg.Pool): Promise<boolean> {
  const marker = await readMarker(client);
  return marker !== null && marker.state !== "whole";
}

export async function beginMarker(
  client: pg.ClientBase,
  { backup, file, takenAt }: Pick<RestoreMarker, "backup" | "file" | "takenAt">,
): Promise<void> {
  await client.query("CREATE SCHEMA IF NOT EXISTS headroom_restore");
  await client.query(
    `CREATE TABLE IF NOT EXISTS ${TABLE} (
       only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one), state text NOT NULL CHECK (state IN ('loading', 'loaded', 'whole')),
       backup text NOT NULL, file text NOT NULL, taken_at timestamptz NOT NULL, begun_at timestamptz NOT NULL DEFAULT now())`,
  );
  await client.query(
    `INSERT INTO ${TABLE} (state, backup, file, taken_at) VALUES ('loading', $1, $2, $3)
     ON CONFLICT (only_one) DO UPDATE SET state = 'loading', backup = $1, file = $2, taken_at = $3, begun_at = now()`,
    [backup, file, takenAt],
  );
}

export async function setMarker(client: pg.ClientBase, state: RestoreMarker["state"]): Promise<void> {
  await client.query(`UPDATE ${TABLE} SET state = $1`, [state]);
}
