import type { PointsStored, ThingPoint } from "@headroom/services/ports/telemetry";
import type pg from "pg";
import { copyRows } from "../../copy";
import { kindCode, metricCode } from "./codes";
import { preparePoints } from "./partitions";
import { BLOCK_BITS } from "./rollups";

/** Of the connection; empty at the end of every transaction. */
const ARRIVING = `CREATE TEMP TABLE IF NOT EXISTS telemetry_arriving (
  at_ms FLOAT8 NOT NULL, value FLOAT8 NOT NULL, thing_id INT NOT NULL, kind INT2 NOT NULL, metric INT2 NOT NULL) ON COMMIT DELETE ROWS`;

const latest = (table: string, column: string, kind: number) =>
  `${table}_latest AS (
     INSERT INTO ${table}_reading AS r (${column}, power_w, measured_at)
     SELECT thing_id, power_w, at FROM latest WHERE kind = ${kind} ORDER BY thing_id
     ON CONFLICT (${column}) DO UPDATE SET power_w = excluded.power_w, measured_at = excluded.measured_at
      WHERE (excluded.measured_at, excluded.power_w) > (r.measured_at, r.power_w))`;

/**
 * In the order of the key, so that two who store the same points wait for each other and never both. Of two points of one instant in one batch
 * the higher is taken, as latest readings do.
 */
const STORE = `WITH come AS (
    INSERT INTO telemetry_point (at, value, thing_id, kind, metric)
    SELECT to_timestamp(at_ms / 1000), value, thing_id, kind, metric FROM telemetry_arriving
     ORDER BY kind, thing_id, metric, at_ms, value DESC
    ON CONFLICT DO NOTHING RETURNING at, value, thing_id, kind, metric),
  marked AS (
    INSERT INTO telemetry_hour_mark (kind, metric, block, hour, due_at)
    SELECT DISTINCT kind, metric, thing_id >> ${BLOCK_BITS}, date_trunc('hour', at, 'UTC'), to_timestamp($1::float8 / 1000) FROM come),
  latest AS (
    SELECT DISTINCT ON (kind, thing_id) kind, thing_id, floor(value + 0.5)::int AS power_w, at FROM come WHERE metric = ${metricCode.power_w}
     ORDER BY kind, thing_id, at DESC, value DESC),
  ${latest("rack", "rack_id", kindCode.rack)},
  ${latest("server", "server_id", kindCode.server)},
  ${latest("power_device", "power_device_id", kindCode.device)}
  SELECT count(*)::int AS stored FROM come`;

const DIFFERING = `SELECT count(*)::int AS n FROM telemetry_arriving a
   JOIN telemetry_point p ON (p.kind, p.thing_id, p.metric, p.at) = (a.kind, a.thing_id, a.metric, to_timestamp(a.at_ms / 1000)::timestamptz(3))
  WHERE p.value <> a.value`;

/** See the port: COPY into a table of the connection's own, from there what is new. */
export async function addPoints(
  sql: pg.ClientBase,
  points: readonly ThingPoint[],
  dueMs: number,
): Promise<PointsStored> {
  await preparePoints(
    sql,
    points.map(({ atMs }) => atMs),
  );
  await sql.query(ARRIVING);
  await copyRows(sql, {
    table: "telemetry_arriving",
    columns: ["at_ms", "value", "thing_id", "kind", "metric"],
    rows: rowsOf(points),
  });
  const { rows } = await sql.query<{ stored: number }>(STORE, [dueMs]);
  const stored = rows[0]!.stored;
  const known = points.length - stored;
  const differing = known === 0 ? 0 : (await sql.query<{ n: number }>(DIFFERING)).rows[0]!.n;
  // a transaction may store more than one batch
  await sql.query("TRUNCATE telemetry_arriving");
  return { stored, known, differing };
}

function* rowsOf(points: readonly ThingPoint[]): Generator<number[]> {
  for (const { atMs, value, id, kind, metric } of points) yield [atMs, value, id, kindCode[kind], metricCode[metric]];
}
