import type { FleetRun, StagedRow } from "@headroom/services/ports/fleet-records";
import type pg from "pg";
import { type CopyValue, copyRows } from "../../copy";
import { arrayText, pgText } from "./natural";

/** Rejections kept of one import; the first ones are what a person works on. */
export const REJECTED_KEPT = 1_000;

/** Takes in rows of a file; false, and nothing taken in, where the file was read to somewhere else than `from` meanwhile. */
export async function stageRows(
  sql: pg.ClientBase,
  run: FleetRun,
  file: number,
  batch: {
    readonly from: number;
    readonly to: number;
    readonly rows: readonly StagedRow[];
    readonly rejected: readonly unknown[];
  },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE import_file SET read_rows = $4, rejected = CASE WHEN jsonb_array_length(rejected) >= $6 THEN rejected ELSE rejected || $5::jsonb END
      WHERE run_id = $1 AND file = $2 AND read_rows = $3`,
    [run.id, file, batch.from, batch.to, JSON.stringify(batch.rejected.slice(0, REJECTED_KEPT)), REJECTED_KEPT],
  );
  if (rowCount !== 1) return false;
  await copyRows(sql, {
    table: "import_row",
    columns: ["run_id", "file", "line", "bad", "cells"],
    rows: staged(run.id, file, batch.rows),
  });
  return true;
}

function* staged(run: number, file: number, rows: readonly StagedRow[]): Generator<CopyValue[]> {
  for (const { line, bad, values } of rows) yield [run, file, line, bad, arrayText(values.map(pgText))];
}
