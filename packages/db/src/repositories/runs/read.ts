import type { Took } from "@headroom/core/rollout/durations";
import type { Elsewhere } from "@headroom/core/rollout/types";
import type {
  AllPaused,
  ClockRuleRow,
  DockRow,
  FreezeRow,
  GateRow,
  RunCounts,
  RunEventRecord,
  RunListed,
  RunRecord,
  StepDetail,
  StepRow,
  StopEvent,
  SubjectRow,
  TemplateRow,
  WaveRow,
} from "@headroom/services/ports/run-records";
import type { RunRepository } from "@headroom/services/ports/runs";
import type pg from "pg";
import { likeAnywhere, select } from "../../sql";
import { kindCode, metricCode } from "../telemetry/codes";
import {
  at,
  countsOf,
  ms,
  personOrNull,
  placeOf,
  runColumns,
  runTables,
  stepColumns,
  templateColumns,
  toldColumns,
  wholeRun,
} from "./rows";

type Reads = Pick<
  RunRepository,
  | "list"
  | "get"
  | "counts"
  | "lock"
  | "parts"
  | "details"
  | "step"
  | "results"
  | "unproven"
  | "events"
  | "lastEvent"
  | "due"
  | "dueSteps"
  | "staleForecasts"
  | "elsewhere"
  | "took"
  | "gatesTook"
  | "readings"
  | "measured"
  | "livingOfPlan"
  | "templates"
  | "clockRules"
  | "dockToLive"
  | "stops"
  | "freezes"
  | "allPaused"
>;

/** Latest durations that are looked at, of each rack type at each site, and of each stage anywhere. */
const LATEST = 40;

export function runReads(sql: pg.ClientBase): Reads {
  return {
    async list({ states, kinds, datacenter, region, planId, createdById, rack, search, cursor, limit, now }) {
      const others = `($1::text[] IS NULL OR r.kind::text = ANY($1)) AND ($2::text IS NULL OR d.code = $2)
        AND ($3::text IS NULL OR g.code = $3) AND ($4::int IS NULL OR r.plan_id = $4)
        AND ($5::text IS NULL OR EXISTS (SELECT 1 FROM run_subject x WHERE x.run_id = r.id AND x.rack_code = $5))
        AND ($6::text IS NULL OR r.title ILIKE $6) AND ($7::text IS NULL OR r.created_by_id = $7)`;
      const values = [
        kinds ?? null,
        datacenter ?? null,
        region ?? null,
        planId ?? null,
        rack ?? null,
        search === undefined || search === "" ? null : likeAnywhere(search),
        createdById ?? null,
      ];
      // few of many runs live, and are found by their state
      const inState = states ? "r.state = ANY($8::run_state[])" : "$8::run_state[] IS NULL";
      const rows = await select<RunListed>(
        sql,
        states ? "run.list-in-state" : "run.list",
        `SELECT ${runColumns}, (${countsOf("r.id", "$11")}) AS counts FROM ${runTables}
          WHERE ${others} AND ${inState} AND ($9::int IS NULL OR r.id < $9)
          ORDER BY r.id DESC LIMIT $10`,
        [...values, states ?? null, cursor === undefined ? null : Number(cursor), limit + 1, now],
      );
      const counted = values.every((value) => value === null)
        ? await select<{ state: string; runs: number }>(
            sql,
            "run.states",
            "SELECT state::text AS state, count(*)::int AS runs FROM run GROUP BY run.state",
          )
        : await select<{ state: string; runs: number }>(
            sql,
            "run.list-states",
            `SELECT r.state::text AS state, count(*)::int AS runs FROM ${runTables} WHERE ${others} GROUP BY 1`,
            values,
          );
      const page = rows.slice(0, limit);
      return {
        rows: page,
        next: rows.length > limit ? String(page.at(-1)!.id) : null,
        total: counted.reduce((sum, one) => sum + ((states?.includes(one.state as never) ?? true) ? one.runs : 0), 0),
        states: Object.fromEntries(counted.map(({ state, runs }) => [state, runs])),
      };
    },
    async get(id) {
      const rows = await select<RunRecord>(sql, "run.get", `SELECT ${wholeRun} FROM ${runTables} WHERE r.id = $1`, [
        id,
      ]);
      return rows[0] ?? null;
    },
    async counts(id, now) {
      const [row] = await select<{ counts: RunCounts }>(
        sql,
        "run.counts",
        `SELECT (${countsOf("$1::int", "$2")}) AS counts`,
        [id, now],
      );
      return row!.counts;
    },
    async lock(id) {
      const rows = await select<RunRecord>(
        sql,
        "run.lock",
        `SELECT ${wholeRun} FROM ${runTables} WHERE r.id = $1 FOR NO KEY UPDATE OF r`,
        [id],
      );
      return rows[0] ?? null;
    },
    async parts(id) {
      const waves = await select<WaveRow>(
        sql,
        "run.waves",
        `SELECT number, tier, ${ms("not_before")} AS "notBefore" FROM run_wave WHERE run_id = $1 ORDER BY number`,
        [id],
      );
      const subjects = await select<SubjectRow>(
        sql,
        "run.subjects",
        `SELECT x.id, x.wave, x.sequence, x.rack_id AS "rackId", x.rack_code AS "rackCode", x.rack_type_id AS "rackTypeId",
                t.code AS "rackType", x.plan_action_id AS "planActionId", x.position_id AS "positionId", ${placeOf("w", "p")} AS position,
                x.from_position_id AS "fromPositionId", ${placeOf("fw", "f")} AS "from", x.room_id AS "roomId", p.row_id AS "rowId",
                x.fault_domain AS "faultDomain", x.services, x.power_w AS "powerW", x.holds, x.down
           FROM run_subject x JOIN rack_type t ON t.id = x.rack_type_id
           LEFT JOIN position p ON p.id = x.position_id LEFT JOIN "row" w ON w.id = p.row_id
           LEFT JOIN position f ON f.id = x.from_position_id LEFT JOIN "row" fw ON fw.id = f.row_id
          WHERE x.run_id = $1 ORDER BY x.sequence`,
        [id],
      );
      const steps = await select<StepRow>(
        sql,
        "run.steps",
        `SELECT ${stepColumns} FROM run_step s WHERE s.run_id = $1 ORDER BY s.subject_id, s.id`,
        [id],
      );
      const gates = await select<GateRow>(
        sql,
        "run.gates",
        `SELECT q.wave, q.after, q.state::text AS state, q.met, q.measured, ${ms("q.asked_at")} AS "askedAt",
                ${ms("q.opened_at")} AS "openedAt", ${personOrNull("u")} AS "openedBy", q.reason
           FROM run_gate q LEFT JOIN user_account u ON u.id = q.opened_by_id WHERE q.run_id = $1 ORDER BY q.wave, q.after`,
        [id],
      );
      return { waves, subjects, steps, gates };
    },
    details: (id) =>
      select<StepDetail>(
        sql,
        "run.details",
        `SELECT ${stepColumns}, ${toldColumns} FROM run_step s LEFT JOIN user_account a ON a.id = s.assignee_id
          WHERE s.run_id = $1 ORDER BY s.subject_id, s.id`,
        [id],
      ),
    async step(stepId) {
      const rows = await select<StepDetail & { runId: number }>(
        sql,
        "run.step",
        `SELECT s.run_id AS "runId", ${stepColumns}, ${toldColumns} FROM run_step s LEFT JOIN user_account a ON a.id = s.assignee_id
          WHERE s.id = $1`,
        [stepId],
      );
      return rows[0] ?? null;
    },
    async unproven(runId, rackId) {
      const rows = await select<{ id: number }>(
        sql,
        "run.unproven",
        `SELECT s.id FROM run_step s JOIN run_subject x ON x.id = s.subject_id
          WHERE s.run_id = $1 AND x.rack_id = $2 AND s.state = 'failed' AND s.failure->>'code' = 'drives_not_proven'`,
        [runId, rackId],
      );
      return rows[0]?.id ?? null;
    },
    async results(subjectId) {
      const rows = await select<{ stage: string; result: unknown }>(
        sql,
        "run.results",
        `SELECT stage, result FROM run_step WHERE subject_id = $1 AND state = 'done' AND result IS NOT NULL`,
        [subjectId],
      );
      return new Map(rows.map(({ stage, result }) => [stage, result]));
    },
    async events({ runId, after, before, subjectId, level, limit }) {
      const columns = `e.id::text AS id, e.run_id AS "runId", e.subject_id AS "subjectId", x.rack_code AS rack, e.stage, e.level, e.kind,
        e.data, e.actor_name AS "actorName", ${ms("e.at")} AS at, e.trace_id AS "traceId"`;
      const forward = after !== undefined;
      const rows = await select<RunEventRecord>(
        sql,
        forward ? "run.events-after" : "run.events-before",
        `SELECT ${columns} FROM run_event e LEFT JOIN run_subject x ON x.id = e.subject_id
          WHERE e.run_id = $1 AND e.id > coalesce($2::bigint, 0) AND ($3::bigint IS NULL OR e.id < $3)
            AND ($4::int IS NULL OR e.subject_id = $4) AND ($5::text IS NULL OR e.level = $5)
          ORDER BY e.id ${forward ? "" : "DESC"} LIMIT $6`,
        [runId, after ?? null, before ?? null, subjectId ?? null, level ?? null, limit],
      );
      return forward ? rows : rows.reverse();
    },
    async lastEvent(id) {
      const rows = await select<{ id: string }>(
        sql,
        "run.last-event",
        "SELECT id::text AS id FROM run_event WHERE run_id = $1 ORDER BY run_event.id DESC LIMIT 1",
        [id],
      );
      return rows[0]?.id ?? null;
    },
    due: (now, limit) =>
      select<{ id: number; version: number }>(
        sql,
        "run.due",
        `SELECT id, version FROM run WHERE wake_at <= ${at("$1")} ORDER BY wake_at, id LIMIT $2`,
        [now, limit],
      ),
    async staleForecasts(since, limit) {
      const rows = await select<{ id: number }>(
        sql,
        "run.stale-forecasts",
        // as run_forecast_stale has it
        `SELECT id FROM run WHERE state NOT IN ('done', 'aborted') AND (forecast_at IS NULL OR updated_at > forecast_at)
            AND (forecast_at IS NULL OR forecast_at <= ${at("$1")})
          ORDER BY forecast_at NULLS FIRST, id LIMIT $2`,
        [since, limit],
      );
      return rows.map((row) => row.id);
    },
    dueSteps: (now, limit) =>
      select<{ id: number; asks: number }>(
        sql,
        "run.due-steps",
        `SELECT id, asks FROM run_step WHERE poll_at <= ${at("$1")} ORDER BY poll_at, id LIMIT $2`,
        [now, limit],
      ),
    elsewhere: (runId, services) =>
      select<Elsewhere>(
        sql,
        "run.elsewhere",
        `SELECT DISTINCT v.service, x.fault_domain AS "faultDomain" FROM run_subject x CROSS JOIN unnest(x.services) AS v(service)
          WHERE x.down AND x.run_id <> $1 AND x.services && $2::text[] AND v.service = ANY($2::text[]) ORDER BY 1, 2`,
        [runId, services],
      ),
    took: (stages, rackTypeIds, datacenterIds) =>
      select<Took>(
        sql,
        "run.took",
        `WITH lately AS (
           SELECT s.id, s.stage, s.rack_type_id, s.datacenter_id, ${ms("s.ended_at")} - ${ms("s.begun_at")} AS ms
             FROM unnest($1::text[]) AS k(stage) CROSS JOIN unnest($2::int[]) AS y(type) CROSS JOIN unnest($3::int[]) AS c(site)
             CROSS JOIN LATERAL (SELECT * FROM run_step q WHERE q.stage = k.stage AND q.rack_type_id = y.type AND q.datacenter_id = c.site
               AND q.state = 'done' ORDER BY q.ended_at DESC LIMIT ${LATEST}) s
           UNION
           SELECT s.id, s.stage, s.rack_type_id, s.datacenter_id, ${ms("s.ended_at")} - ${ms("s.begun_at")}
             FROM unnest($1::text[]) AS k(stage) CROSS JOIN LATERAL (SELECT * FROM run_step q WHERE q.stage = k.stage
               AND q.state = 'done' ORDER BY q.ended_at DESC LIMIT ${LATEST}) s)
         SELECT l.stage, t.code AS "rackType", d.code AS site, l.ms FROM lately l
           JOIN rack_type t ON t.id = l.rack_type_id JOIN datacenter d ON d.id = l.datacenter_id WHERE l.ms IS NOT NULL ORDER BY l.id`,
        [stages, rackTypeIds, datacenterIds],
      ),
    async gatesTook(kind) {
      const rows = await select<{ ms: number }>(
        sql,
        "run.gates-took",
        // of the latest of every kind, so that it costs the same however many there were
        `SELECT q.ms FROM (SELECT run_id, opened_at, ${ms("opened_at")} - ${ms("asked_at")} AS ms FROM run_gate
                            WHERE asked_at IS NOT NULL AND opened_at IS NOT NULL ORDER BY opened_at DESC LIMIT ${20 * LATEST}) q
           JOIN run r ON r.id = q.run_id WHERE r.kind::text = $1 ORDER BY q.opened_at DESC LIMIT ${LATEST}`,
        [kind],
      );
      return rows.map((row) => row.ms);
    },
    async measured(rackIds, metric, sinceMs) {
      const rows = await select<{ rackId: number; min: number; mean: number; max: number }>(
        sql,
        "run.measured",
        `SELECT p.thing_id AS "rackId", min(p.value)::float8 AS min, avg(p.value)::float8 AS mean, max(p.value)::float8 AS max
           FROM unnest($1::int[]) AS k(id) JOIN telemetry_point p ON p.kind = $2::int2 AND p.thing_id = k.id AND p.metric = $3::int2
            AND p.at >= ${at("$4")} GROUP BY p.thing_id`,
        [rackIds, kindCode.rack, metricCode[metric], sinceMs],
      );
      return new Map(rows.map(({ rackId, ...one }) => [rackId, one]));
    },
    async readings(rackIds) {
      const rows = await select<{ rackId: number; powerW: number; at: number }>(
        sql,
        "run.readings",
        `SELECT rack_id AS "rackId", power_w AS "powerW", ${ms("measured_at")} AS at FROM rack_reading WHERE rack_id = ANY($1::int[])`,
        [rackIds],
      );
      return new Map(rows.map(({ rackId, ...reading }) => [rackId, reading]));
    },
    livingOfPlan: (planId) =>
      select<{ id: number; title: string }>(
        sql,
        "run.living-of-plan",
        `SELECT id, title FROM run WHERE plan_id = $1 AND state NOT IN ('done', 'aborted') ORDER BY id`,
        [planId],
      ),
    stops: (id) =>
      select<StopEvent>(
        sql,
        "run.stops",
        `SELECT kind, ${ms("at")} AS at, actor_name AS by FROM run_event
          WHERE run_id = $1 AND kind IN ('run_pause', 'run_halted', 'run_resume') ORDER BY run_event.id`,
        [id],
      ),
    clockRules: (kind) =>
      select<ClockRuleRow>(
        sql,
        "run.clock-rules",
        `SELECT c.kind::text AS kind, c.stage, c.due_ms::float8 AS "dueMs", c.warn_share AS "warnShare", c.version,
                CASE WHEN k.id IS NOT NULL THEN json_build_object('id', k.id, 'name', k.name) END AS contact,
                ${personOrNull("u")} AS "savedBy", ${ms("c.saved_at")} AS "savedAt"
           FROM run_clock_rule c LEFT JOIN user_account u ON u.id = c.saved_by_id
           LEFT JOIN contact k ON k.id = c.contact_id AND k.retired_at IS NULL
          WHERE $1::text IS NULL OR c.kind::text = $1 ORDER BY c.kind, c.stage`,
        [kind ?? null],
      ),
    dockToLive: ({ since, datacenter }) =>
      select<DockRow>(
        sql,
        "run.dock-to-live",
        // what has ended after the dock, one after the other; what is done at the same time as another stage takes no time of its own
        `WITH live AS (
           SELECT s.subject_id, s.datacenter_id, s.rack_type_id, s.ended_at AS live_at, d.ended_at AS docked_at
             FROM run_step s JOIN run r ON r.id = s.run_id AND r.kind = 'provision'
             JOIN run_step d ON d.subject_id = s.subject_id AND d.stage = 'dock' AND d.state = 'done'
            WHERE s.stage = 'in_service' AND s.state = 'done' AND s.ended_at >= ${at("$1")}),
         took AS (
           SELECT l.datacenter_id, l.rack_type_id, s.stage,
                  s.ended_at - lag(s.ended_at) OVER (PARTITION BY s.subject_id ORDER BY s.ended_at, s.id) AS long
             FROM live l JOIN run_step s ON s.subject_id = l.subject_id AND s.state IN ('done', 'skipped')
              AND s.ended_at BETWEEN l.docked_at AND l.live_at
           UNION ALL SELECT datacenter_id, rack_type_id, NULL, live_at - docked_at FROM live)
         SELECT c.code AS datacenter, t.code AS "rackType", o.stage, count(*)::int AS racks,
                round(extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY o.long)) * 1000)::float8 AS "p50Ms",
                round(extract(epoch FROM percentile_cont(0.9) WITHIN GROUP (ORDER BY o.long)) * 1000)::float8 AS "p90Ms"
           FROM took o JOIN datacenter c ON c.id = o.datacenter_id JOIN rack_type t ON t.id = o.rack_type_id
          WHERE o.long IS NOT NULL AND ($2::text IS NULL OR c.code = $2)
          GROUP BY c.code, t.code, o.stage ORDER BY c.code, t.code, o.stage NULLS FIRST`,
        [since, datacenter ?? null],
      ),
    templates: (kind) =>
      select<TemplateRow>(
        sql,
        "run.templates",
        `SELECT DISTINCT ON (t.kind, t.rack_type_id, t.datacenter_id) ${templateColumns} FROM run_template t
           LEFT JOIN rack_type k ON k.id = t.rack_type_id LEFT JOIN datacenter d ON d.id = t.datacenter_id
           LEFT JOIN user_account u ON u.id = t.created_by_id
          WHERE $1::text IS NULL OR t.kind::text = $1
          ORDER BY t.kind, t.rack_type_id NULLS FIRST, t.datacenter_id NULLS FIRST, t.version DESC`,
        [kind ?? null],
      ),
    freezes: (datacenterId, today) =>
      select<FreezeRow>(
        sql,
        "run.freezes",
        `SELECT f.id, f.room_id AS "roomId", f.row_id AS "rowId", f.starts_on::text AS "startsOn", f.ends_on::text AS "endsOn", f.reason,
                d.code || coalesce(' room ' || m.code, '') || coalesce(' row ' || w.code, '') AS place
           FROM freeze_window f JOIN datacenter d ON d.id = f.datacenter_id LEFT JOIN room m ON m.id = f.room_id
           LEFT JOIN "row" w ON w.id = f.row_id
          WHERE f.datacenter_id = $1 AND f.ends_on >= $2::date AND f.ended_at IS NULL ORDER BY f.starts_on, f.id`,
        [datacenterId, today],
      ),
    async allPaused() {
      const rows = await select<AllPaused>(
        sql,
        "run.all-paused",
        `SELECT ${personOrNull("u")} AS by, ${ms("o.paused_at")} AS at, o.reason FROM operations_pause o
           LEFT JOIN user_account u ON u.id = o.paused_by_id`,
      );
      return rows[0] ?? null;
    },
  };
}
