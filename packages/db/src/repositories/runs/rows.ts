import { personJson } from "../../instant";

/** A timestamptz column as milliseconds since 1970. Columns keep milliseconds, so nothing is lost. */
export const ms = (column: string): string => `round(extract(epoch FROM ${column}) * 1000)::float8`;
/** The other way. */
export const at = (place: string): string => `to_timestamp(${place}::float8 / 1000)`;

export const personOrNull = (alias: string): string =>
  `CASE WHEN ${alias}.id IS NOT NULL THEN ${personJson(alias)} END`;

export const runColumns = `
  r.id, r.kind::text AS kind, r.title, r.state::text AS state, r.plan_id AS "planId", p.title AS plan, r.datacenter_id AS "datacenterId",
  d.code AS datacenter, g.code AS region, r.template_id AS "templateId", t.version AS "templateVersion", r.halt, r.reason,
  ${personOrNull("u")} AS "createdBy", ${ms("r.created_at")} AS "createdAt", ${ms("r.started_at")} AS "startedAt",
  ${ms("r.ended_at")} AS "endedAt", ${ms("r.updated_at")} AS "updatedAt", ${ms("r.wake_at")} AS "wakeAt", r.due_on::text AS "dueOn",
  r.forecast, ${ms("r.forecast_at")} AS "forecastAt", ${ms("r.late_told_at")} AS "lateToldAt", r.version`;
export const wholeRun = `${runColumns}, r.template, r.limits, r.clocks`;
export const runTables = `
  run r JOIN datacenter d ON d.id = r.datacenter_id JOIN zone z ON z.id = d.zone_id JOIN region g ON g.id = z.region_id
  LEFT JOIN plan p ON p.id = r.plan_id LEFT JOIN run_template t ON t.id = r.template_id LEFT JOIN user_account u ON u.id = r.created_by_id`;

const isTask = (s: string) =>
  `${s}.poll_at IS NULL AND ${s}.due_at IS NOT NULL AND ${s}.state IN ('working', 'undoing')`;
export const openTask = isTask;

/** Steps of a run in numbers. `now`: the place of the instant. */
export const countsOf = (run: string, now: string): string => `
  SELECT json_build_object(
    'racks', (SELECT count(*) FROM run_subject x WHERE x.run_id = ${run}),
    'racksDone', (SELECT count(*) FROM run_subject x WHERE x.run_id = ${run} AND NOT EXISTS (
       SELECT 1 FROM run_step y WHERE y.subject_id = x.id AND y.state NOT IN ('done', 'skipped'))),
    'steps', count(*), 'settled', count(*) FILTER (WHERE s.state IN ('done', 'skipped')),
    'working', count(*) FILTER (WHERE s.state IN ('working', 'undoing')),
    'retrying', count(*) FILTER (WHERE s.state = 'retrying'),
    'failed', count(*) FILTER (WHERE s.state IN ('failed', 'stuck')),
    'tasks', count(*) FILTER (WHERE ${isTask("s")}),
    'late', count(*) FILTER (WHERE ${isTask("s")} AND s.due_at <= ${at(now)}),
    'gatesAsked', (SELECT count(*) FROM run_gate q WHERE q.run_id = ${run} AND q.state IN ('asked', 'held')))
    FROM run_step s WHERE s.run_id = ${run}`;

export const placeOf = (row: string, position: string): string =>
  `CASE WHEN ${position}.id IS NOT NULL THEN ${row}.code || ' tile ' || ${position}.number END`;

export const stepColumns = `
  s.id, s.subject_id AS "subjectId", s.stage, s.state::text AS state, s.attempts, s.asks, ${ms("s.begun_at")} AS "begunAt",
  ${ms("s.started_at")} AS "startedAt", ${ms("s.ended_at")} AS "endedAt", ${ms("s.not_before")} AS "notBefore",
  ${ms("s.poll_at")} AS "pollAt", s.by_person AS "byPerson", s.assignee_id AS "assigneeId", ${ms("s.due_at")} AS "dueAt",
  ${ms("s.warn_at")} AS "warnAt", ${ms("s.escalated_at")} AS "escalatedAt"`;
export const toldColumns = `s.checklist, s.evidence, s.result, s.waited, s.failure, s.reason, ${personOrNull("a")} AS assignee`;

export const templateColumns = `
  t.id, t.kind::text AS kind, t.rack_type_id AS "rackTypeId", k.code AS "rackType", t.datacenter_id AS "datacenterId",
  d.code AS datacenter, t.version, t.body, t.note, ${personOrNull("u")} AS "createdBy", ${ms("t.created_at")} AS "createdAt"`;
