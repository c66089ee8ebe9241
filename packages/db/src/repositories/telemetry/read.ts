import type { Metric, Point } from "@headroom/core/telemetry/point";
import type { SeriesLines, SeriesRow, SeriesSubject, SeriesWindow } from "@headroom/services/ports/telemetry";
import type pg from "pg";
import { select } from "../../sql";
import { kindCode, metricCode } from "./codes";

const at = (parameter: string) => `to_timestamp(${parameter}::float8 / 1000)`;
const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8 AS "atMs"`;

const ofPoints = `SELECT ${ms("bin")}, min(value), avg(value) AS mean, max(value), NULL::float8 AS p95, count(*)::int AS points, NULL::int AS racks
   FROM (SELECT date_bin($6::float8 * interval '1 ms', at, 'epoch'::timestamptz) AS bin, value FROM telemetry_point
          WHERE kind = $1 AND thing_id = $2 AND metric = $3 AND at >= ${at("$4")} AND at <= ${at("$5")}) p GROUP BY bin ORDER BY bin`;

const ofRollups = (
  grain: "hour" | "day",
) => `SELECT ${ms(begin(grain))}, min, mean, max, p95, points, NULL::int AS racks
   FROM telemetry_${grain} WHERE kind = $1 AND thing_id = $2 AND metric = $3 AND ${within(grain)} ORDER BY 1`;

/**
 * Of a rack by its servers' meters, such as their management controllers: watts are added up, of all else the mean counts, and the least and the greatest of
 * any server. Where some are silent a sum is of the others.
 */
const ofServers = (grain: SeriesWindow["grain"], sums: boolean) => {
  const of = (column: string) =>
    `${sums ? "sum" : column === "mean" ? "avg" : column}(t.${column})::float8 AS ${column}`;
  const start = grain === "point" ? ms("t.bin") : ms(begin(grain, "t."));
  const from =
    grain === "point"
      ? `(SELECT p.thing_id, date_bin($6::float8 * interval '1 ms', p.at, 'epoch'::timestamptz) AS bin, min(p.value), avg(p.value) AS mean,
                 max(p.value), count(*)::int AS points
            FROM server s JOIN telemetry_point p ON p.kind = $1 AND p.thing_id = s.id AND p.metric = $3 AND p.at >= ${at("$4")} AND p.at <= ${at("$5")}
           WHERE s.rack_id = $2 GROUP BY 1, 2) t`
      : `server s JOIN telemetry_${grain} t ON t.kind = $1 AND t.thing_id = s.id AND t.metric = $3 AND ${within(grain, "t.")} AND s.rack_id = $2`;
  return `SELECT ${start}, ${of("min")}, ${of("mean")}, ${of("max")}, NULL::float8 AS p95, sum(t.points)::int AS points, NULL::int AS racks
     FROM ${from} GROUP BY ${grain === "point" ? "t.bin" : `t.${grain}`} ORDER BY 1`;
};

/** Sums of watts, means of all else; least and greatest of a sum of racks are not known, only bounds of them. */
const ofDatacenter = (grain: "hour" | "day", sums: boolean) => {
  const of = (column: string) => `${sums ? "sum" : column === "mean" ? "avg" : column}(t.${column})::float8`;
  return `SELECT ${ms(begin(grain, "t."))}, ${of("min")} AS min, ${of("mean")} AS mean, ${of("max")} AS max, NULL::float8 AS p95,
       sum(t.points)::int AS points, count(*)::int AS racks
     FROM rack k JOIN telemetry_${grain} t ON t.kind = $1 AND t.thing_id = k.id AND t.metric = $3
    WHERE k.datacenter_id = $2 AND ${within(grain, "t.")} GROUP BY t.${grain} ORDER BY 1`;
};

const begin = (grain: "hour" | "day", table = "") =>
  grain === "hour" ? `${table}hour` : `(${table}day::timestamp AT TIME ZONE 'UTC')`;
const within = (grain: "hour" | "day", table = "") =>
  grain === "hour"
    ? `${table}hour >= ${at("$4")} AND ${table}hour <= ${at("$5")}`
    : `${table}day >= (${at("$4")} AT TIME ZONE 'UTC')::date AND ${table}day <= (${at("$5")} AT TIME ZONE 'UTC')::date`;

export async function series(
  sql: pg.ClientBase,
  { kind, id }: SeriesSubject,
  metric: Metric,
  { fromMs, toMs, grain, stepMs }: SeriesWindow,
): Promise<SeriesRow[]> {
  const code = kindCode[kind === "datacenter" ? "rack" : kind];
  const values = [code, id, metricCode[metric], fromMs, toMs];
  if (kind === "datacenter") {
    const coarse = grain === "day" ? "day" : "hour";
    const sums = metric === "power_w";
    return select(sql, `telemetry.datacenter-${coarse}-${sums}`, ofDatacenter(coarse, sums), values);
  }
  const steps = grain === "point" ? [stepMs] : [];
  const own = await (grain === "point"
    ? select<SeriesRow>(sql, "telemetry.points", ofPoints, [...values, ...steps])
    : select<SeriesRow>(sql, `telemetry.${grain}s`, ofRollups(grain), values));
  if (own.length > 0 || kind !== "rack") return own;
  // no meter of its own was heard in all that time
  const sums = metric === "power_w";
  const [, ...rest] = values;
  return select(sql, `telemetry.servers-${grain}-${sums}`, ofServers(grain, sums), [
    kindCode.server,
    ...rest,
    ...steps,
  ]);
}

/** Of a datacenter: the sum of what its racks' meters said last, as of the newest. */
export async function last(sql: pg.ClientBase, { kind, id }: SeriesSubject, metric: Metric): Promise<Point | null> {
  if (kind === "datacenter") return null;
  const [row] = await select<Point>(
    sql,
    "telemetry.last",
    `SELECT ${ms("at")}, value FROM telemetry_point WHERE kind = $1 AND thing_id = $2 AND metric = $3 ORDER BY at DESC LIMIT 1`,
    [kindCode[kind], id, metricCode[metric]],
  );
  return row ?? null;
}

const linesOf: Readonly<Record<SeriesSubject["kind"], string>> = {
  rack: `SELECT t.power_w AS "nameplateW", t.derated_w AS "deratedW", NULL::int AS "limitW" FROM rack k JOIN rack_type t ON t.id = k.rack_type_id
          WHERE k.id = $1`,
  server: `SELECT t.nameplate_w AS "nameplateW", t.derated_w AS "deratedW", NULL::int AS "limitW" FROM server s
             JOIN server_type t ON t.id = s.server_type_id WHERE s.id = $1`,
  device: `SELECT NULL::int AS "nameplateW", NULL::int AS "deratedW", capacity_w AS "limitW" FROM power_device WHERE id = $1`,
  datacenter: `SELECT NULL::int AS "nameplateW", NULL::int AS "deratedW", NULL::int AS "limitW" WHERE $1::int IS NOT NULL`,
};

export async function lines(sql: pg.ClientBase, { kind, id }: SeriesSubject): Promise<SeriesLines> {
  const [row] = await select<SeriesLines>(sql, `telemetry.lines-${kind}`, linesOf[kind], [id]);
  return row ?? { nameplateW: null, deratedW: null, limitW: null };
}
