import type { FleetFileMark, FleetRecordRepository, FleetRun } from "@headroom/services/ports/fleet-records";
import type { Transaction } from "../../unit-of-work";
import { applyIncoming } from "./apply";
import { compareRun } from "./compare";
import { readRecords } from "./read";
import { stageRows } from "./stage";

const OLD_NOTE = "Checked long ago: what was read is no longer kept. Check the files again.";

export const fleetRecordRepository = ({ sql }: Pick<Transaction, "sql">): FleetRecordRepository => {
  const readOf = async (id: number): Promise<FleetRun> => {
    const { rows } = await sql.query<{ read_rows: number }>(
      "SELECT read_rows FROM import_file WHERE run_id = $1 ORDER BY file",
      [id],
    );
    return { id, read: rows.map((row) => row.read_rows) };
  };
  const clear = async (ids: readonly number[]): Promise<void> => {
    await sql.query("DELETE FROM import_row WHERE run_id = ANY($1::int[])", [ids]);
    await sql.query("DELETE FROM import_file WHERE run_id = ANY($1::int[])", [ids]);
  };
  return {
    records: (type, datacenter, at) => readRecords(sql, type, datacenter, at ?? null),
    async begin(run, sheets) {
      const values = [JSON.stringify(run.files), JSON.stringify(run.mapping), run.createdById];
      const same = await sql.query<{ id: number }>(
        `SELECT id FROM import_run WHERE kind = $4 AND state = 'reading' AND files = $1::jsonb AND mapping = $2::jsonb
            AND created_by_id IS NOT DISTINCT FROM $3 ORDER BY id DESC LIMIT 1 FOR UPDATE`,
        [...values, run.kind],
      );
      const interrupted = same.rows[0];
      if (interrupted) return readOf(interrupted.id);
      const report = { counts: [], rejected: [], assumptions: [], warnings: [] };
      const { rows } = await sql.query<{ id: number }>(
        `INSERT INTO import_run (kind, state, files, mapping, created_by_id, report, created_at)
         VALUES ($6, 'reading', $1, $2, $3, $4, $5) RETURNING id`,
        [...values, JSON.stringify(report), run.createdAt, run.kind],
      );
      const { id } = rows[0]!;
      for (const [file, { name, type, fields }] of sheets.entries()) {
        await sql.query(
          "INSERT INTO import_file (run_id, file, name, record_type, fields) VALUES ($1, $2, $3, $4, $5)",
          [id, file, name, type, fields],
        );
      }
      return readOf(id);
    },
    stage: (run, file, batch) => stageRows(sql, run, file, batch),
    compare: (runId) => compareRun(sql, runId),
    async finish(runId, state, report) {
      await sql.query("UPDATE import_run SET state = $2::import_state, report = $3 WHERE id = $1", [
        runId,
        state,
        JSON.stringify(report),
      ]);
      if (state === "rejected") await clear([runId]);
    },
    async lockFleet() {
      // NO KEY: who only refers to a datacenter (a draft's new steps) need not wait. Waiting for it with a rack type in hand that the import
      // changes would be a deadlock: behind the trigger of versions an UPDATE that names a key takes the row's strongest lock.
      await sql.query("SELECT id FROM datacenter ORDER BY id FOR NO KEY UPDATE");
    },
    apply: () => applyIncoming(sql),
    async files(runId) {
      const { rows } = await sql.query<{ files: FleetFileMark[] }>("SELECT files FROM import_run WHERE id = $1", [
        runId,
      ]);
      return rows[0]?.files ?? [];
    },
    clear: (runId) => clear([runId]),
    async clearOld(before) {
      const { rows } = await sql.query<{ id: number }>(
        `UPDATE import_run SET state = 'rejected', report = jsonb_set(report, '{warnings}', (report -> 'warnings') || to_jsonb($2::text))
          WHERE kind IN ('fleet', 'devicetypes', 'regions') AND state IN ('reading', 'checked') AND created_at < $1::timestamptz RETURNING id`,
        [before, OLD_NOTE],
      );
      if (rows.length > 0) await clear(rows.map(({ id }) => id));
    },
  };
};
