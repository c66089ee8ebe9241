import type { RunRepository } from "@headroom/services/ports/runs";
import type pg from "pg";
import { at } from "./rows";

type Writes = Pick<
  RunRepository,
  | "insert"
  | "keepEvacuation"
  | "change"
  | "saveSteps"
  | "tell"
  | "saveGates"
  | "saveSubjects"
  | "saveForecast"
  | "append"
  | "lockServices"
  | "insertTemplate"
  | "saveClockRule"
  | "pauseAll"
  | "resumeAll"
  | "wakeAll"
>;

const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));

/** Columns that `change` may set, with the cast each needs. */
const changeable: Readonly<Record<string, { readonly column: string; readonly as: (place: string) => string }>> = {
  state: { column: "state", as: (p) => `${p}::run_state` },
  halt: { column: "halt", as: (p) => `${p}::jsonb` },
  reason: { column: "reason", as: (p) => p },
  startedAt: { column: "started_at", as: at },
  endedAt: { column: "ended_at", as: at },
  wakeAt: { column: "wake_at", as: at },
  dueOn: { column: "due_on", as: (p) => `${p}::date` },
};
const tellable = ["checklist", "evidence", "result", "waited", "failure"] as const;

/** First key of the advisory locks on services; the second is the name's hash. ("HDRS" in ASCII.) */
const SERVICE_LOCKS = 0x4844_5253;

export function runWrites(sql: pg.ClientBase): Writes {
  return {
    async insert(run) {
      const { rows } = await sql.query<{ id: number }>(
        `INSERT INTO run (kind, title, state, plan_id, datacenter_id, template_id, template, limits, created_by_id, created_at, updated_at,
                          wake_at, due_on, clocks)
         VALUES ($1::run_kind, $2, 'queued', $3, $4, $5, $6::jsonb, $7::jsonb, $8, ${at("$9")}, ${at("$9")}, ${at("$10")}, $11::date, $12::jsonb)
         RETURNING id`,
        [
          ...[run.kind, run.title, run.planId, run.datacenterId, run.templateId, json(run.template), json(run.limits)],
          ...[run.createdById, run.createdAt, run.wakeAt, run.dueOn, json(run.clocks)],
        ],
      );
      const { id } = rows[0]!;
      await sql.query(
        `INSERT INTO run_wave (run_id, number, tier, not_before)
         SELECT $1, w.number, w.tier, ${at("w.not_before")}
           FROM jsonb_to_recordset($2::jsonb) AS w(number int, tier text, not_before float8)`,
        [id, json(run.waves.map(({ number, tier, notBefore }) => ({ number, tier, not_before: notBefore })))],
      );
      await sql.query(
        `INSERT INTO run_subject (run_id, wave, sequence, rack_id, rack_code, rack_type_id, plan_action_id, position_id, from_position_id,
                                  room_id, fault_domain, services, power_w)
         SELECT $1, x."wave", x."sequence", x."rackId", x."rackCode", x."rackTypeId", x."planActionId", x."positionId", x."fromPositionId",
                x."roomId", x."faultDomain", ARRAY(SELECT jsonb_array_elements_text(x."services")), x."powerW"
           FROM jsonb_to_recordset($2::jsonb) AS x("wave" int, "sequence" int, "rackId" int, "rackCode" text, "rackTypeId" int,
             "planActionId" int, "positionId" int, "fromPositionId" int, "roomId" int, "faultDomain" text, "services" jsonb, "powerW" int)
          ORDER BY x."sequence"`,
        [id, json(run.subjects.map((subject, sequence) => ({ ...subject, sequence })))],
      );
      await sql.query(
        `INSERT INTO run_step (run_id, subject_id, stage, rack_type_id, datacenter_id, checklist)
         SELECT $1, x.id, g.key, x.rack_type_id, $2, nullif(g.checklist, '[]'::jsonb)
           FROM run_subject x CROSS JOIN ROWS FROM (jsonb_to_recordset($3::jsonb) AS (key text, checklist jsonb)) WITH ORDINALITY AS g(key, checklist, place)
          WHERE x.run_id = $1 ORDER BY x.sequence, g.place`,
        [
          id,
          run.datacenterId,
          json(
            run.stages.map(({ key, checklist }) => ({
              key,
              checklist: checklist.map((text) => ({ text, done: false })),
            })),
          ),
        ],
      );
      await sql.query(
        `INSERT INTO run_gate (run_id, wave, after) SELECT $1, w.number, g.after FROM run_wave w CROSS JOIN unnest($2::text[]) AS g(after)
          WHERE w.run_id = $1`,
        [id, run.gates],
      );
      return id;
    },
    async keepEvacuation(id, { planId, title, url }) {
      await sql.query(
        "UPDATE run SET evacuation_plan_id = $2, evacuation_title = $3, evacuation_url = $4 WHERE id = $1",
        [...[id, planId, title, url]],
      );
    },
    async change(id, change) {
      const values: unknown[] = [id];
      const sets = Object.entries(change).flatMap(([name, value]) => {
        const known = changeable[name];
        if (!known || value === undefined) return [];
        values.push(name === "halt" ? json(value) : value);
        return [`${known.column} = ${known.as(`$${values.length}`)}`];
      });
      await sql.query(
        `UPDATE run SET version = version + 1, updated_at = now()${sets.map((set) => `, ${set}`).join("")} WHERE id = $1`,
        values,
      );
    },
    async saveSteps(steps) {
      if (steps.length === 0) return;
      await sql.query(
        `UPDATE run_step s SET state = c."state"::step_state, attempts = c."attempts", asks = c."asks", begun_at = ${at('c."begunAt"')},
                started_at = ${at('c."startedAt"')}, ended_at = ${at('c."endedAt"')}, not_before = ${at('c."notBefore"')},
                poll_at = ${at('c."pollAt"')}, by_person = c."byPerson", assignee_id = c."assigneeId", due_at = ${at('c."dueAt"')},
                warn_at = ${at('c."warnAt"')}, escalated_at = ${at('c."escalatedAt"')}
           FROM jsonb_to_recordset($1::jsonb) AS c("id" int, "state" text, "attempts" int, "asks" int, "begunAt" float8, "startedAt" float8,
             "endedAt" float8, "notBefore" float8, "pollAt" float8, "byPerson" bool, "assigneeId" text, "dueAt" float8,
             "warnAt" float8, "escalatedAt" float8)
          WHERE s.id = c."id"`,
        [json(steps)],
      );
    },
    async tell(stepId, told) {
      const values: unknown[] = [stepId];
      const sets = tellable.flatMap((name) => {
        if (told[name] === undefined) return [];
        values.push(json(told[name]));
        return [`${name} = $${values.length}::jsonb`];
      });
      if (told.reason !== undefined) {
        values.push(told.reason);
        sets.push(`reason = $${values.length}`);
      }
      if (sets.length > 0) await sql.query(`UPDATE run_step SET ${sets.join(", ")} WHERE id = $1`, values);
    },
    async saveGates(runId, gates) {
      if (gates.length === 0) return;
      await sql.query(
        `UPDATE run_gate q SET state = c."state"::gate_state, met = c."met", measured = nullif(c."measured", 'null'::jsonb),
                asked_at = ${at('c."askedAt"')}, opened_at = ${at('c."openedAt"')}, opened_by_id = c."openedById", reason = c."reason"
           FROM jsonb_to_recordset($2::jsonb) AS c("wave" int, "after" text, "state" text, "met" bool, "measured" jsonb, "askedAt" float8,
             "openedAt" float8, "openedById" text, "reason" text)
          WHERE q.run_id = $1 AND q.wave = c."wave" AND q.after = c."after"`,
        [runId, json(gates)],
      );
    },
    async saveSubjects(subjects) {
      if (subjects.length === 0) return;
      await sql.query(
        `UPDATE run_subject x SET holds = c.holds, down = c.down FROM jsonb_to_recordset($1::jsonb) AS c(id int, holds bool, down bool)
          WHERE x.id = c.id`,
        [json(subjects)],
      );
    },
    async saveForecast(id, { forecast, clocks, lateToldAt }, when) {
      await sql.query(
        `UPDATE run SET forecast = $2::jsonb, forecast_at = ${at("$3")}, clocks = $4::jsonb, late_told_at = ${at("$5")} WHERE id = $1`,
        [id, json(forecast), when, json(clocks), lateToldAt],
      );
    },
    async saveClockRule({ kind, stage, dueMs, warnShare, contactId, baseVersion, byId, at: when }) {
      const { rowCount } = await sql.query(
        `INSERT INTO run_clock_rule AS c (kind, stage, due_ms, warn_share, version, saved_by_id, saved_at, contact_id)
         SELECT $1::run_kind, $2, $3::bigint, $4, 1, $6, ${at("$7")}, $8 WHERE $5::int = 0
         ON CONFLICT (kind, stage) DO NOTHING`,
        [kind, stage, dueMs, warnShare, baseVersion, byId, when, contactId],
      );
      if (rowCount !== 1 && baseVersion === 0) return false;
      // runs that go on keep how long people have with their forecast: it is made anew, the stalest first
      await sql.query(
        "UPDATE run SET forecast_at = NULL WHERE kind = $1::run_kind AND state NOT IN ('done', 'aborted')",
        [kind],
      );
      if (rowCount === 1) return true;
      const changed = await sql.query(
        `UPDATE run_clock_rule SET due_ms = $3::bigint, warn_share = $4, version = version + 1, saved_by_id = $6, saved_at = ${at("$7")},
                contact_id = $8
          WHERE kind = $1::run_kind AND stage = $2 AND version = $5::int`,
        [kind, stage, dueMs, warnShare, baseVersion, byId, when, contactId],
      );
      return changed.rowCount === 1;
    },
    async append(events) {
      if (events.length === 0) return;
      await sql.query(
        `INSERT INTO run_event (run_id, subject_id, stage, level, kind, data, actor_name, at, trace_id)
         SELECT e."runId", e."subjectId", e."stage", e."level", e."kind", e."data", e."actorName", ${at('e."at"')}, e."traceId"
           FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS ("runId" int, "subjectId" int, "stage" text, "level" text, "kind" text,
             "data" jsonb, "actorName" text, "at" float8, "traceId" text)) WITH ORDINALITY AS e("runId", "subjectId", "stage", "level",
             "kind", "data", "actorName", "at", "traceId", place) ORDER BY place`,
        [json(events)],
      );
    },
    async lockServices(services) {
      // in the order of their keys, whoever asks
      await sql.query(
        `SELECT pg_advisory_xact_lock(${SERVICE_LOCKS}, k.key)
           FROM (SELECT DISTINCT hashtext(s) AS key FROM unnest($1::text[]) AS s ORDER BY 1) k`,
        [services],
      );
    },
    async insertTemplate({ kind, rackTypeId, datacenterId, version, body, note, createdById, createdAt }) {
      const { rows } = await sql.query<{ id: number }>(
        `INSERT INTO run_template (kind, rack_type_id, datacenter_id, version, body, note, created_by_id, created_at)
         VALUES ($1::run_kind, $2, $3, $4, $5::jsonb, $6, $7, ${at("$8")}) RETURNING id`,
        [kind, rackTypeId, datacenterId, version, json(body), note, createdById, createdAt],
      );
      return rows[0]!.id;
    },
    async pauseAll({ byId, at: when, reason }) {
      await sql.query(
        `INSERT INTO operations_pause (id, paused_by_id, paused_at, reason) VALUES (1, $1, ${at("$2")}, $3)
         ON CONFLICT (id) DO UPDATE SET paused_by_id = excluded.paused_by_id, paused_at = excluded.paused_at, reason = excluded.reason`,
        [byId, when, reason],
      );
    },
    async resumeAll() {
      await sql.query("DELETE FROM operations_pause");
    },
    async wakeAll(now, datacenter) {
      const { rowCount } = await sql.query(
        `UPDATE run SET wake_at = ${at("$1")}, version = version + 1 WHERE state NOT IN ('done', 'aborted')
            AND ($2::text IS NULL OR datacenter_id = (SELECT id FROM datacenter WHERE code = $2))`,
        [now, datacenter ?? null],
      );
      return rowCount ?? 0;
    },
  };
}
