import type { TaskRow } from "@headroom/services/ports/run-records";
import type { RunRepository } from "@headroom/services/ports/runs";
import type pg from "pg";
import { select } from "../../sql";
import { at, ms, openTask, personOrNull, placeOf } from "./rows";

/** People's open tasks in all runs. */
export const runTasks = (sql: pg.ClientBase): Pick<RunRepository, "tasks"> => ({
  async tasks({ assigneeId, datacenter, runId, lateBefore, limit }) {
    const where = `${openTask("s")} AND ($1::text IS NULL OR s.assignee_id = $1) AND ($2::text IS NULL OR d.code = $2)
      AND ($3::float8 IS NULL OR s.due_at <= ${at("$3")}) AND ($4::int IS NULL OR s.run_id = $4)`;
    const tables = `run_step s JOIN run_subject x ON x.id = s.subject_id JOIN run r ON r.id = s.run_id
      JOIN datacenter d ON d.id = r.datacenter_id`;
    const values = [assigneeId ?? null, datacenter ?? null, lateBefore ?? null, runId ?? null];
    const rows = await select<Omit<TaskRow, "template">>(
      sql,
      "run.tasks",
      `SELECT s.id AS "stepId", r.id AS "runId", r.title AS run, r.kind::text AS kind, s.stage, x.rack_code AS rack,
              ${placeOf("w", "p")} AS position, d.code AS datacenter, s.state::text AS state, ${personOrNull("a")} AS assignee,
              ${ms("s.started_at")} AS "startedAt", ${ms("s.due_at")} AS "dueAt", s.checklist,
              CASE WHEN s.by_person THEN s.failure END AS why,
              (SELECT c.name FROM work_order o JOIN contact c ON c.id = o.contact_id WHERE o.step_id = s.id AND o.ended_at IS NULL) AS contact
         FROM ${tables} LEFT JOIN position p ON p.id = x.position_id LEFT JOIN "row" w ON w.id = p.row_id
         LEFT JOIN user_account a ON a.id = s.assignee_id
        WHERE ${where} ORDER BY s.due_at, s.id LIMIT $5`,
      [...values, limit],
    );
    const [counted] = await select<{ total: number }>(
      sql,
      "run.tasks-count",
      `SELECT count(*)::int AS total FROM ${tables} WHERE ${where}`,
      values,
    );
    // once a run, not once a task: with its checklists a template is longer than all else
    const templates = new Map(
      (
        await select<{ id: number; template: unknown }>(
          sql,
          "run.tasks-templates",
          "SELECT id, template FROM run WHERE id = ANY($1::int[])",
          [[...new Set(rows.map(({ runId }) => runId))]],
        )
      ).map(({ id, template }) => [id, template]),
    );
    return { rows: rows.map((row) => ({ ...row, template: templates.get(row.runId) })), total: counted!.total };
  },
});
