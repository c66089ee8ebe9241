import type { Wait } from "@headroom/core/alerting/preview";
import type { AlertRepository, KeptClock } from "@headroom/services/ports/alerts";
import type pg from "pg";
import { at, ms } from "../runs/rows";
import { CANCELLED, PATIENCE_MS } from "./past";

/** Runs that lived within the time; what happened in them stands under their numbers. $1: its beginning, $2: now. */
const living = `run r WHERE (r.ended_at IS NULL OR r.ended_at >= ${at("$1")}) AND r.created_at < ${at("$2")}`;

/** The first event behind `e` of its run that ends what it began. */
const endOf = (kinds: string, same: string) =>
  `least((SELECT x.at FROM run_event x WHERE x.run_id = r.id AND x.id > e.id AND x.kind IN (${kinds}) AND ${same} ORDER BY x.id LIMIT 1), r.ended_at)`;

const texts: Readonly<Record<KeptClock, string>> = {
  task_overdue: `
    SELECT 'step ' || r.id || ' ' || e.subject_id || ' ' || e.stage AS key, ${ms("(e.data->>'dueAt')::timestamptz")} AS "sinceMs",
           ${ms(endOf("'step_done', 'step_undone', 'step_failed', 'step_skipped', 'attempt_failed'", "x.subject_id = e.subject_id AND x.stage = e.stage"))} AS "endMs"
      FROM (SELECT * FROM ${living}) r JOIN run_event e ON e.run_id = r.id AND e.kind = 'task_late'`,
  gate_waiting: `
    SELECT 'gate ' || r.id || ' ' || (e.data->>'wave') || ' ' || (e.data->>'after') AS key, ${ms("e.at")} AS "sinceMs",
           ${ms(endOf("'gate_opened', 'gate_held'", "x.data->>'wave' = e.data->>'wave' AND x.data->>'after' = e.data->>'after'"))} AS "endMs"
      FROM (SELECT * FROM ${living}) r JOIN run_event e ON e.run_id = r.id AND e.kind = 'gate_asked'`,
  run_late: `
    SELECT 'run ' || r.id AS key, ${ms("((r.due_on + 1)::timestamp AT TIME ZONE 'UTC')")} AS "sinceMs", ${ms("r.ended_at")} AS "endMs"
      FROM ${living} AND r.due_on IS NOT NULL`,
};

/**
 * What a clock ran for that may have been over its time since an instant. A task that is late says so in the log of its run, with when it was due, as its
 * step forgets that when it ends.
 */
export async function pastWaitsOf(
  sql: pg.ClientBase,
  clock: KeptClock,
  { sinceMs, nowMs, afterMs }: Parameters<AlertRepository["pastWaits"]>[1],
): ReturnType<AlertRepository["pastWaits"]> {
  try {
    await sql.query(`SET LOCAL statement_timeout = ${PATIENCE_MS}`);
    const { rows } = await sql.query<Wait>(
      `SELECT * FROM (${texts[clock]}) w WHERE w."sinceMs" BETWEEN $1::float8 - $3::float8 AND $2::float8`,
      [sinceMs, nowMs, afterMs],
    );
    return { kind: "found", waits: rows };
  } catch (error) {
    if ((error as { code?: string }).code === CANCELLED) return { kind: "too_much" };
    throw error;
  }
}
