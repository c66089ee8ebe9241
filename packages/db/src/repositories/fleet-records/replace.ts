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

/** Column and value of the version of a row that was taken out, or of a new one. */
export const carriedVersion = (id: string): readonly [string, string] => [
  "record_version",
  `1 + coalesce((SELECT o.version FROM fleet_taken_out o WHERE o.id = ${id}), 0)`,
];
