import type { AlertFact, AlertSubject } from "@headroom/core/alerting/judge";
import type { AlertTest } from "@headroom/core/alerting/rule";
import { HOUR_MS, hourBegin, type ThingKind } from "@headroom/core/telemetry/point";
import type pg from "pg";
import { openTask } from "../runs/rows";
import { kindCode, metricCode } from "../telemetry/codes";

/** What there is of a kind, with what it may carry (W). Retired things are of no interest. */
export const things: Readonly<Record<ThingKind, string>> = {
  rack: `SELECT k.id, k.code AS name, d.code AS datacenter, t.power_w AS limit_w FROM rack k JOIN datacenter d ON d.id = k.datacenter_id
          JOIN rack_type t ON t.id = k.rack_type_id WHERE k.state <> 'retired'`,
  server: `SELECT s.id, k.code || '/' || s.name AS name, d.code AS datacenter, t.nameplate_w AS limit_w FROM server s
             JOIN rack k ON k.id = s.rack_id JOIN datacenter d ON d.id = k.datacenter_id JOIN server_type t ON t.id = s.server_type_id
            WHERE s.state <> 'retired'`,
  device: `SELECT v.id, m.code || '/' || v.code AS name, d.code AS datacenter, v.capacity_w AS limit_w FROM power_device v
             JOIN room m ON m.id = v.room_id JOIN datacenter d ON d.id = m.datacenter_id`,
};

interface Thing {
  id: number;
  name: string;
  datacenter: string;
}
const subjectOf = (kind: ThingKind, { id, name, datacenter }: Thing): AlertSubject => ({
  ...{ kind, key: `${kind} ${id}`, name, datacenter },
});
const at = (parameter: string) => `to_timestamp(${parameter}::float8 / 1000)`;
const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;

/** An hour is summed up a minute after its points: the one that has just begun may have nothing yet, and counts from the one before. */
const hoursBack = (nowMs: number, hours: number): number => hourBegin(nowMs) - hours * HOUR_MS;

async function above(sql: pg.ClientBase, test: Extract<AlertTest, { kind: "above" }>, nowMs: number) {
  const { rows } = await sql.query<Thing & { limit_w: number | null; hours: number[] }>(
    `SELECT t.*, h.hours FROM (${things[test.of]}) t
       JOIN (SELECT thing_id, array_agg(${test.stat} ORDER BY hour DESC) AS hours FROM telemetry_hour
              WHERE kind = $1 AND metric = $2 AND hour >= ${at("$3")} GROUP BY thing_id) h ON h.thing_id = t.id`,
    [kindCode[test.of], metricCode[test.metric], hoursBack(nowMs, test.hours)],
  );
  return rows.map(({ hours, limit_w: limit, ...thing }): AlertFact => {
    return { kind: "above", subject: subjectOf(test.of, thing), hours, limit: test.metric === "power_w" ? limit : 1 };
  });
}

/** The newest point of what was heard lately; looked for point by point only where its newest hour is not one of these. */
async function missing(sql: pg.ClientBase, test: Extract<AlertTest, { kind: "missing" }>, nowMs: number) {
  const { rows } = await sql.query<Thing & { last_ms: number }>(
    `SELECT t.id, t.name, t.datacenter, ${ms("coalesce(p.at, h.hour)")} AS last_ms FROM (${things[test.of]}) t
       JOIN (SELECT thing_id, max(hour) AS hour FROM telemetry_hour WHERE kind = $1 AND metric = $2 AND hour >= ${at("$3")}
              GROUP BY thing_id) h ON h.thing_id = t.id
       LEFT JOIN LATERAL (SELECT at FROM telemetry_point WHERE kind = $1::int2 AND thing_id = t.id AND metric = $2::int2 AND at >= h.hour
                           ORDER BY at DESC LIMIT 1) p ON true
      WHERE h.hour < ${at("$4")}`,
    [
      ...[kindCode[test.of], metricCode[test.metric], nowMs - test.knownDays * 24 * HOUR_MS],
      hourBegin(nowMs - test.afterMinutes * 60_000) + HOUR_MS,
    ],
  );
  return rows.map(({ last_ms: lastMs, ...thing }): AlertFact => {
    return { kind: "missing", subject: subjectOf(test.of, thing), lastMs };
  });
}

async function unusual(sql: pg.ClientBase, test: Extract<AlertTest, { kind: "unusual" }>, nowMs: number) {
  const last = hoursBack(nowMs, 1);
  const past = Array.from({ length: test.weeks }, (_, n) => new Date(last - (n + 1) * 7 * 24 * HOUR_MS).toISOString());
  const { rows } = await sql.query<Thing & { value: number; past: number[] }>(
    `SELECT t.id, t.name, t.datacenter, h.mean AS value, array_agg(w.mean) AS past FROM (${things[test.of]}) t
       JOIN telemetry_hour h ON h.kind = $1 AND h.metric = $2 AND h.thing_id = t.id AND h.hour = ${at("$3")}
       JOIN telemetry_hour w ON w.kind = $1 AND w.metric = $2 AND w.thing_id = t.id AND w.hour = ANY($4::timestamptz[])
      GROUP BY t.id, t.name, t.datacenter, h.mean`,
    [kindCode[test.of], metricCode[test.metric], last, past],
  );
  return rows.map(({ value, past: values, ...thing }): AlertFact => {
    return { kind: "unusual", subject: subjectOf(test.of, thing), value, past: values };
  });
}

/** What people call a stage of run `r`, by its key. */
const titleOf = (key: string) =>
  `coalesce((SELECT x->>'title' FROM jsonb_array_elements(r.template->'stages') x WHERE x->>'key' = ${key}), ${key})`;

const clocks = {
  worker_silent: {
    kind: "worker",
    text: `SELECT 'worker ' || worker AS key, worker AS name, NULL::text AS datacenter, ${ms("seen_at")} AS since_ms FROM worker_seen
            WHERE worker NOT IN (SELECT name FROM living_worker) AND $1::float8 IS NOT NULL`,
  },
  source_failing: {
    kind: "source",
    text: `SELECT 'source ' || name AS key, name, NULL::text AS datacenter, ${ms("greatest(read_to, (outcome->>'since')::timestamptz)")} AS since_ms FROM prometheus_source
            WHERE enabled AND failures > 0 AND $1::float8 IS NOT NULL`,
  },
  task_overdue: {
    kind: "run",
    text: `SELECT 'step ' || s.run_id || ' ' || s.id AS key, r.title || ', ' || b.rack_code || ': ' || ${titleOf("s.stage")} AS name, d.code AS datacenter,
                  ${ms("s.due_at")} AS since_ms
             FROM run_step s JOIN run r ON r.id = s.run_id JOIN run_subject b ON b.id = s.subject_id JOIN datacenter d ON d.id = r.datacenter_id
            WHERE ${openTask("s")} AND r.ended_at IS NULL AND $1::float8 IS NOT NULL`,
  },
  gate_waiting: {
    kind: "run",
    text: `SELECT 'gate ' || g.run_id || ' ' || g.wave || ' ' || g.after AS key, r.title || ', wave ' || g.wave + 1 || ' after ' || ${titleOf("g.after")} AS name,
                  d.code AS datacenter, ${ms("g.asked_at")} AS since_ms
             FROM run_gate g JOIN run r ON r.id = g.run_id JOIN datacenter d ON d.id = r.datacenter_id
            WHERE g.state = 'asked' AND g.asked_at IS NOT NULL AND r.ended_at IS NULL AND $1::float8 IS NOT NULL`,
  },
  run_late: {
    kind: "run",
    text: `SELECT 'run ' || r.id AS key, r.title AS name, d.code AS datacenter,
                  ${ms("((r.due_on + 1)::timestamp AT TIME ZONE 'UTC')")} AS since_ms
             FROM run r JOIN datacenter d ON d.id = r.datacenter_id
            WHERE r.due_on IS NOT NULL AND r.ended_at IS NULL AND $1::float8 IS NOT NULL`,
  },
} as const;

async function clock(sql: pg.ClientBase, test: Extract<AlertTest, { kind: "clock" }>, nowMs: number) {
  const { kind, text } = clocks[test.clock];
  const { rows } = await sql.query<{ key: string; name: string; datacenter: string | null; since_ms: number }>(text, [
    nowMs,
  ]);
  return rows.map(({ key, name, datacenter, since_ms: sinceMs }): AlertFact => {
    return { kind: "clock", subject: { kind, key, name, datacenter }, sinceMs };
  });
}

export function factsOf(sql: pg.ClientBase, test: AlertTest, nowMs: number): Promise<AlertFact[]> {
  if (test.kind === "above") return above(sql, test, nowMs);
  if (test.kind === "missing") return missing(sql, test, nowMs);
  return test.kind === "unusual" ? unusual(sql, test, nowMs) : clock(sql, test, nowMs);
}
