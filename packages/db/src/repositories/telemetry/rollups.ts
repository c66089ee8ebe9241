import { DAY_MS } from "@headroom/core/telemetry/point";
import type { RollupDifferenceFound } from "@headroom/services/ports/telemetry";
import type pg from "pg";
import { kindOf, metricOf } from "./codes";
import { prepareHours } from "./partitions";

/** Ids of one block are summed up together: 4096 of them. */
export const BLOCK_BITS = 12;
/** Marks and blocks of one transaction. */
const MARKS_AT_ONCE = 20_000;
const DAYS_AT_ONCE = 4;
/** After a day's end, and after a late point. */
const DAY_SETTLES_MS = 10 * 60_000;

interface Grain {
  readonly table: "telemetry_hour" | "telemetry_day";
  readonly column: "hour" | "day";
  /** Of a timestamp `at`. */
  readonly begin: string;
  readonly length: string;
  /** Of a begin `c.begin`, as ISO text. */
  readonly shown: string;
}
const hour: Grain = {
  ...{ table: "telemetry_hour", column: "hour", begin: "date_trunc('hour', at, 'UTC')", length: "1 hour" },
  shown: `to_char(c.begin AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"')`,
};
const day: Grain = {
  ...{ table: "telemetry_day", column: "day", begin: "(at AT TIME ZONE 'UTC')::date", length: "1 day" },
  shown: "c.begin::text",
};

const summed = `count(*)::int AS points, min(value), avg(value ORDER BY at) AS mean, max(value),
  percentile_disc(0.95) WITHIN GROUP (ORDER BY value) AS p95`;

/**
 * Sums up one block of things in one hour or day, from all its points, each found by its key. Points are never changed and never taken away before
 * their day is gone, so whoever knows more of them is right: several may do it at once, and what a backup brought back is not undone by the
 * few points that came after it.
 */
const roll = ({
  table,
  column,
  length,
}: Grain) => `INSERT INTO ${table} AS r (${column}, min, mean, max, p95, points, thing_id, kind, metric)
  SELECT ${column === "hour" ? "$4::timestamptz" : "($4::timestamptz AT TIME ZONE 'UTC')::date"}, s.min, s.mean, s.max, s.p95, s.points, t.id, $1, $2
    FROM generate_series($3::int << ${BLOCK_BITS}, (($3::int + 1) << ${BLOCK_BITS}) - 1) t(id),
         LATERAL (SELECT ${summed} FROM telemetry_point
                   WHERE kind = $1::int2 AND thing_id = t.id AND metric = $2::int2 AND at >= $4::timestamptz
                     AND at < $4::timestamptz + interval '${length}') s
   WHERE s.points > 0 ORDER BY t.id
  ON CONFLICT (kind, thing_id, metric, ${column}) DO UPDATE
     SET min = excluded.min, mean = excluded.mean, max = excluded.max, p95 = excluded.p95, points = excluded.points
   WHERE excluded.points > r.points`;

interface Block {
  readonly kind: number;
  readonly metric: number;
  readonly block: number;
  readonly beginMs: number;
}

/** An instant with its offset: what a session's time zone cannot bend. */
const iso = (ms: number): string => new Date(ms).toISOString();

export async function rollHours(sql: pg.ClientBase, nowMs: number): Promise<boolean> {
  const { rows } = await sql.query<Block & { marks: number }>(
    `WITH gone AS (
       DELETE FROM telemetry_hour_mark WHERE id = ANY (ARRAY(
         SELECT id FROM telemetry_hour_mark WHERE due_at <= to_timestamp($1::float8 / 1000) ORDER BY due_at LIMIT ${MARKS_AT_ONCE}
            FOR UPDATE SKIP LOCKED)) RETURNING kind, metric, block, hour)
     SELECT kind, metric, block, (extract(epoch FROM hour) * 1000)::float8 AS "beginMs" FROM gone GROUP BY kind, metric, block, hour
      ORDER BY kind, metric, block, hour`,
    [nowMs],
  );
  if (rows.length === 0) return false;
  await prepareHours(
    sql,
    rows.map(({ beginMs }) => beginMs),
  );
  for (const { kind, metric, block, beginMs } of rows) await sql.query(roll(hour), [kind, metric, block, iso(beginMs)]);
  // Noted after: whoever takes the mark of the day sees all that was summed up here, or finds it again.
  const days = rows.map(({ beginMs }) => Math.floor(beginMs / DAY_MS) * DAY_MS);
  await sql.query(
    `INSERT INTO telemetry_day_mark (kind, metric, block, day, due_at)
     SELECT DISTINCT kind, metric, block, day::date, to_timestamp(due / 1000)
       FROM unnest($1::int2[], $2::int2[], $3::int[], $4::text[], $5::float8[]) q(kind, metric, block, day, due) ORDER BY 1, 2, 3, 4
     ON CONFLICT DO NOTHING`,
    [
      rows.map(({ kind }) => kind),
      rows.map(({ metric }) => metric),
      rows.map(({ block }) => block),
      days.map((ms) => iso(ms).slice(0, 10)),
      days.map((ms) => Math.max(ms + DAY_MS, nowMs) + DAY_SETTLES_MS),
    ],
  );
  return true;
}

export async function rollDays(sql: pg.ClientBase, nowMs: number): Promise<boolean> {
  const { rows } = await sql.query<{ kind: number; metric: number; block: number; day: string }>(
    `DELETE FROM telemetry_day_mark WHERE (kind, metric, block, day) IN (
       SELECT kind, metric, block, day FROM telemetry_day_mark WHERE due_at <= to_timestamp($1::float8 / 1000) ORDER BY due_at
        LIMIT ${DAYS_AT_ONCE} FOR UPDATE SKIP LOCKED) RETURNING kind, metric, block, day::text`,
    [nowMs],
  );
  for (const { kind, metric, block, day: of } of rows)
    await sql.query(roll(day), [kind, metric, block, `${of}T00:00:00.000Z`]);
  return rows.length > 0;
}

/** No mark waits for it: of a day, none of its hours either. */
const unmarked = (table: string, begin: string) => `NOT EXISTS (SELECT 1 FROM ${table} m
   WHERE (m.kind, m.metric, m.block, ${begin}) = (c.kind, c.metric, c.thing_id >> ${BLOCK_BITS}, c.begin))`;
const settled = ({ column }: Grain) =>
  column === "hour"
    ? unmarked("telemetry_hour_mark", "m.hour")
    : [
        unmarked("telemetry_day_mark", "m.day"),
        unmarked("telemetry_hour_mark", "(m.hour AT TIME ZONE 'UTC')::date"),
      ].join(" AND ");

/** Where fewer points are there than were summed up, a backup brought the sum: nothing can be said about it. */
const differs = (grain: Grain) => `SELECT c.kind, c.thing_id AS id, c.metric, ${grain.shown} AS at,
    jsonb_build_object('points', c.points, 'min', c.min, 'mean', c.mean, 'max', c.max, 'p95', c.p95) AS computed,
    CASE WHEN r.points IS NOT NULL THEN jsonb_build_object('points', r.points, 'min', r.min, 'mean', r.mean, 'max', r.max, 'p95', r.p95) END AS stored
   FROM (SELECT kind, thing_id, metric, ${grain.begin} AS begin, ${summed} FROM telemetry_point GROUP BY kind, thing_id, metric, 4) c
   LEFT JOIN ${grain.table} r ON (r.kind, r.thing_id, r.metric, r.${grain.column}) = (c.kind, c.thing_id, c.metric, c.begin)
  WHERE (r.points IS NULL OR r.points < c.points OR (r.points = c.points
         AND (r.min, r.mean, r.max, r.p95) IS DISTINCT FROM (c.min, c.mean, c.max, c.p95))) AND ${settled(grain)}
  ORDER BY c.kind, c.thing_id, c.metric, c.begin LIMIT $1`;

export async function differences(sql: pg.ClientBase, limit: number): Promise<RollupDifferenceFound[]> {
  const found: RollupDifferenceFound[] = [];
  for (const grain of [hour, day]) {
    const { rows } = await sql.query(differs(grain), [limit - found.length]);
    for (const { kind, metric, ...row } of rows) found.push({ ...row, kind: kindOf(kind), metric: metricOf(metric) });
  }
  return found;
}
