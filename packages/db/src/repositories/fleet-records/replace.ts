import type { RecordType } from "@headroom/core/topology/records/types";
import type pg from "pg";
import { quoted } from "./natural";

/** Takes rows out that are put back under their ids: their versions go on. */
export async function takeOut(sql: pg.ClientBase, of: RecordType, ids: string): Promise<void> {
  await sql.query("DROP TABLE IF EXISTS pg_temp.fleet_taken_out");
  await sql.query("CREATE TEMPORARY TABLE fleet_taken_out (id bigint, version integer) ON COMMIT DROP");
  await sql.query(
    `WITH gone AS (DELETE FROM ${quoted(of.table)} WHERE id IN (${ids}) RETURNING id, record_version)
     INSERT INTO fleet_taken_out SELECT id, record_version FROM gone`,
  );
}

/** Version of a row that was taken out, of one that was deleted long ago and comes back under its id, or of a new one. */
export const carriedVersion = (of: RecordType, id: string, back: string): string =>
  `1 + coalesce((SELECT o.version FROM fleet_taken_out o WHERE o.id = ${id}), ${versionBack(of, back)})`;

/** The last version of what was deleted; 0: it is a new one. */
export const versionBack = (of: RecordType, back: string): string =>
  `CASE WHEN ${back} IS NULL THEN 0 ELSE (SELECT coalesce(max(h.version), 0) FROM record_history h
     WHERE h.table_name = '${of.table}' AND h.row_id = ${back}) END`;
