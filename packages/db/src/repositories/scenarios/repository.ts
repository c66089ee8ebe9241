import type { NewPlanAction } from "@headroom/services/ports/plans";
import type { ScenarioRecord, ScenarioRepository } from "@headroom/services/ports/scenarios";
import { personJson } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";
import { jsonOrNull, studyChangeable, studyColumns, studyStore } from "../studies/store";

const columns = `${studyColumns}, s.plan_id AS "planId", s.slot, s.name, s.changes, s.summary, s.decisions, s.snapshot,
  s.base_hash AS "baseHash", ${personJson("u")} AS author`;
const tables = "plan_scenario s JOIN user_account u ON u.id = s.author_id";

const changeable = {
  ...studyChangeable,
  name: { column: "name", cast: "" },
  changes: { column: "changes", cast: "::jsonb" },
};

export function scenarioRepository({ sql }: Pick<Transaction, "sql">): ScenarioRepository {
  return {
    ...studyStore({ sql }, "plan_scenario", changeable),
    ofPlan: (planId) =>
      select<ScenarioRecord>(
        sql,
        "scenario.of-plan",
        `SELECT ${columns} FROM ${tables} WHERE s.plan_id = $1 ORDER BY s.slot`,
        [planId],
      ),
    async get(id) {
      const rows = await select<ScenarioRecord>(
        sql,
        "scenario.get",
        `SELECT ${columns} FROM ${tables} WHERE s.id = $1`,
        [id],
      );
      return rows[0] ?? null;
    },
    progressOf: (planId) =>
      select<Pick<ScenarioRecord, "id" | "state" | "version" | "progress">>(
        sql,
        "scenario.progress",
        "SELECT id, state::text AS state, version, progress FROM plan_scenario WHERE plan_id = $1 ORDER BY slot",
        [planId],
      ),
    async insert({ planId, slot, name, changes, authorId, progress }) {
      const { rows } = await sql.query<{ id: number }>(
        `INSERT INTO plan_scenario (plan_id, slot, name, changes, state, author_id, progress, updated_at)
         VALUES ($1, $2, $3, $4::jsonb, 'queued', $5, $6::jsonb, now()) RETURNING id`,
        [planId, slot, name, jsonOrNull(changes), authorId, jsonOrNull(progress)],
      );
      return rows[0]!.id;
    },
    async saveResult(id, { summary, decisions, snapshot, baseHash, actions }) {
      await sql.query(
        `UPDATE plan_scenario SET summary = $2::jsonb, decisions = $3::jsonb, snapshot = $4::jsonb, base_hash = $5,
                actions = $6::jsonb WHERE id = $1`,
        [id, ...[summary, decisions, snapshot].map(jsonOrNull), baseHash, jsonOrNull(actions)],
      );
    },
    async actions(id) {
      const rows = await select<{ actions: readonly NewPlanAction[] | null }>(
        sql,
        "scenario.actions",
        "SELECT actions FROM plan_scenario WHERE id = $1",
        [id],
      );
      return rows[0]?.actions ?? null;
    },
    async remove(id) {
      await sql.query("DELETE FROM plan_scenario WHERE id = $1", [id]);
    },
  };
}
