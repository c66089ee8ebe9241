import type { AlertTest } from "@headroom/core/alerting/rule";
import { hourBegin } from "@headroom/core/telemetry/point";
import type { PastHours } from "@headroom/services/ports/alerts";
import type pg from "pg";
import { kindCode, metricCode } from "../telemetry/codes";
import { things } from "./facts";

const at = (parameter: string) => `to_timestamp(${parameter}::float8 / 1000)`;
const hoursOf = (hour: string) => `array_agg((extract(epoch FROM ${hour}) * 1000)::float8 ORDER BY ${hour}) AS hours`;
/** A fleet may be too large to be looked through while somebody waits. */
export const PATIENCE_MS = 5_000;
export const CANCELLED = "57014";

/** By thing, hours since an instant in which what a test looks for was so. */
export async function pastOf(
  sql: pg.ClientBase,
  test: Exclude<AlertTest, { kind: "clock" }>,
  { sinceMs, nowMs }: { readonly sinceMs: number; readonly nowMs: number },
): Promise<PastHours> {
  const series = [kindCode[test.of], metricCode[test.metric], sinceMs] as const;
  try {
    await sql.query(`SET LOCAL statement_timeout = ${PATIENCE_MS}`);
    const { rows: heard } = await sql.query<{ is: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM telemetry_hour WHERE kind = $1 AND metric = $2 AND hour >= ${at("$3")}) AS is`,
      [...series],
    );
    if (!heard[0]!.is) return { kind: "no_telemetry" };
    const { rows } = await sql.query<{ hours: number[] }>(...asked(test, series, nowMs));
    return { kind: "found", things: rows.map(({ hours }) => hours) };
  } catch (error) {
    if ((error as { code?: string }).code === CANCELLED) return { kind: "too_much" };
    throw error;
  }
}

function asked(
  test: Exclude<AlertTest, { kind: "clock" }>,
  series: readonly [number, number, number],
  nowMs: number,
): [string, unknown[]] {
  const all = things[test.of];
  if (test.kind === "above") {
    const limit = test.metric === "power_w" ? "t.limit_w" : "1";
    const above = test.unit === "absolute" ? "$4::float8" : `$4::float8 * ${limit}`;
    return [
      `SELECT ${hoursOf("h.hour")} FROM (${all}) t JOIN telemetry_hour h ON h.thing_id = t.id
        WHERE h.kind = $1 AND h.metric = $2 AND h.hour >= ${at("$3")} AND h.${test.stat} > ${above} GROUP BY t.id`,
      [...series, test.above],
    ];
  }
  if (test.kind === "missing")
    // an hour without a point is silence of an hour at least; shorter ones do not show in hours
    return [
      `SELECT ${hoursOf("q.hour")} FROM (
         SELECT h.thing_id, h.hour, coalesce(lead(h.hour) OVER (PARTITION BY h.thing_id ORDER BY h.hour), ${at("$5")}) AS next
           FROM (${all}) t JOIN telemetry_hour h ON h.thing_id = t.id
          WHERE h.kind = $1 AND h.metric = $2 AND h.hour >= ${at("$3")}) q
        WHERE q.next - q.hour >= interval '1 hour' + greatest($4::float8, 60) * interval '1 minute' GROUP BY q.thing_id`,
      [...series, test.afterMinutes, hourBegin(nowMs)],
    ];
  return [
    `SELECT ${hoursOf("q.hour")} FROM (
       SELECT h.thing_id, h.hour, h.mean, percentile_cont(0.5) WITHIN GROUP (ORDER BY w.mean) AS usual, count(*) AS weeks
         FROM (${all}) t JOIN telemetry_hour h ON h.thing_id = t.id
         JOIN telemetry_hour w ON w.kind = h.kind AND w.metric = h.metric AND w.thing_id = h.thing_id
          AND w.hour = ANY (SELECT h.hour - n * interval '7 days' FROM generate_series(1, $4::int) n)
        WHERE h.kind = $1 AND h.metric = $2 AND h.hour >= ${at("$3")} AND h.hour < ${at("$7")} GROUP BY h.thing_id, h.hour, h.mean) q
      WHERE q.weeks >= 2 AND abs(q.mean - q.usual) > $5::float8 * abs(q.usual) AND abs(q.mean - q.usual) > $6::float8 GROUP BY q.thing_id`,
    [...series, test.weeks, test.share, test.least, hourBegin(nowMs)],
  ];
}
