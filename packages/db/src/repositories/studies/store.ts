import type { StudyState } from "@headroom/core/lifecycle/study";
import type { StudyStore } from "@headroom/services/ports/studies";
import { instant } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

export const jsonOrNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

/** Columns that every study has; `s` is its table. */
export const studyColumns = `
  s.id, s.state::text AS state, s.version, s.cancel_requested AS "cancelRequested", s.progress, s.failure, s.took_ms AS "tookMs",
  ${instant("s.created_at")} AS "createdAt", ${instant("s.updated_at")} AS "updatedAt", ${instant("s.solved_at")} AS "solvedAt"`;

/** Columns that `change` may set, with the cast each needs. */
export const studyChangeable: Readonly<Record<string, { readonly column: string; readonly cast: string }>> = {
  state: { column: "state", cast: "::study_state" },
  cancelRequested: { column: "cancel_requested", cast: "::boolean" },
  progress: { column: "progress", cast: "::jsonb" },
  failure: { column: "failure", cast: "::jsonb" },
  solvedAt: { column: "solved_at", cast: "::timestamptz" },
  tookMs: { column: "took_ms", cast: "::int" },
};

/** What scenarios and replays have in common, over their table. */
export function studyStore(
  { sql }: Pick<Transaction, "sql">,
  table: "plan_scenario" | "replay",
  changeable = studyChangeable,
): StudyStore {
  return {
    async lock(id) {
      const rows = await select<{ state: StudyState; version: number }>(
        sql,
        `${table}.lock`,
        `SELECT state::text AS state, version FROM ${table} WHERE id = $1 FOR UPDATE`,
        [id],
      );
      return rows[0] ?? null;
    },
    async change(id, change, { quiet = false } = {}) {
      const entries = Object.entries(change).filter(([, value]) => value !== undefined);
      const set = entries.map(([name], i) => `, ${changeable[name]!.column} = $${i + 2}${changeable[name]!.cast}`);
      const values = entries.map(([name, value]) => (changeable[name]!.cast === "::jsonb" ? jsonOrNull(value) : value));
      const version = quiet ? "" : ", version = version + 1";
      await sql.query(`UPDATE ${table} SET updated_at = now()${version}${set.join("")} WHERE id = $1`, [id, ...values]);
    },
    async saveProgress(id, progress) {
      const { rows } = await sql.query<{ cancelRequested: boolean }>(
        `UPDATE ${table} SET progress = $2::jsonb WHERE id = $1 AND state = 'running'
         RETURNING cancel_requested AS "cancelRequested"`,
        [id, JSON.stringify(progress)],
      );
      return rows[0] ?? null;
    },
    unfinished: (before) =>
      select<{ id: number; version: number }>(
        sql,
        `${table}.unfinished`,
        `SELECT id, version FROM ${table} WHERE state IN ('queued', 'running') AND updated_at <= $1::timestamptz ORDER BY id`,
        [before],
      ),
  };
}
