import type { Benchmark, Figure } from "@headroom/config/bench/types";
import { HOUR_MS, hourBegin } from "@headroom/core/telemetry/point";
import type { Actor } from "@headroom/services/actor";
import type { Ports } from "@headroom/services/ports";
import { tendTelemetry } from "@headroom/services/telemetry/tend";
import { writeTelemetry } from "@headroom/services/telemetry/write";
import { type Database, openDatabase } from "../src/client";
import { copyRows, inTransaction } from "../src/copy";
import { kindCode, metricCode } from "../src/repositories/telemetry/codes";
import { tinyFleet } from "../src/testing/tiny-fleet";
import { createUnitOfWork } from "../src/unit-of-work";

const GOAL_PER_SECOND = 100_000;
const BATCH = 10_000;
const RACKS = 10_000;
/** Batches that are on their way at once: a connection each. */
const WRITERS = 2;

/**
 * Points a second: batches of 10,000 through the whole use case (names looked up, every point judged, stored once, latest readings and marks of
 * hours kept, an audit event), beside a bare COPY of the same points by as many connections into a table with nothing but columns, and into
 * one with the same key. The database keeps what it was told (fsync). `--set points=N`.
 */
const telemetry: Benchmark = async ({ quick, options, database: fresh, say }) => {
  const points = Number(options.points ?? (quick ? 100_000 : 4_000_000));
  const batches = Math.ceil(points / BATCH);
  const database = openDatabase((await fresh()).url);
  const nowMs = hourBegin(Date.now());
  let clock = nowMs;
  const ports = { clock: { now: () => clock }, work: createUnitOfWork(database) } as unknown as Ports;
  const actor: Actor = { id: null, name: "bench", role: "system", via: "cli", requestId: "bench" };
  try {
    await tinyFleet(database);
    await database.pool.query(
      `INSERT INTO rack (code, datacenter_id, rack_type_id, height_u, state)
       SELECT 'B' || n, 1, 1, 42, 'in_service' FROM generate_series(1, ${RACKS}) n`,
    );
    await tendTelemetry(ports, () => false);
    const figures: Figure[] = [];
    const perSecond = async (what: string, one: (batch: number) => Promise<unknown>) => {
      const begin = performance.now();
      await eachOf(batches, WRITERS, one);
      const rate = (batches * BATCH) / ((performance.now() - begin) / 1000);
      say(`${what}: ${Math.round(rate).toLocaleString("en")} points/s`);
      return rate;
    };
    const copied = {
      "bare COPY": await perSecond("bare COPY", await copying(database, nowMs, false)),
      "COPY with the key": await perSecond("COPY with the key", await copying(database, nowMs, true)),
    };
    const store = (batch: number) => writeTelemetry(ports, actor, batchOf(batch, nowMs));
    const stored = await perSecond("stored", store);
    figures.push({
      name: "stored",
      value: stored,
      unit: "points/s",
      goal: { atLeast: GOAL_PER_SECOND },
      peers: copied,
    });
    for (const [peer, rate] of Object.entries(copied))
      figures.push({ name: `stored, share of ${peer}`, value: (stored / rate) * 100, unit: "%" });
    const again = await perSecond("sent again", store);
    figures.push({ name: "sent again, all known", value: again, unit: "points/s" });
    clock += HOUR_MS;
    const begin = performance.now();
    await tendTelemetry(ports, () => false);
    const rolled = (batches * BATCH) / ((performance.now() - begin) / 1000);
    figures.push({ name: "summed up by the hour", value: rolled, unit: "points/s" });
    return figures;
  } finally {
    await database.close();
  }
};

/** A minute of every rack, from the oldest on; ten points of a rack stand together, as an agent that looks ten times a minute sends them. */
const EACH = 10;
function batchOf(batch: number, nowMs: number) {
  const perRound = (RACKS * EACH) / BATCH;
  const [round, part] = [Math.floor(batch / perRound), batch % perRound];
  const from = nowMs - (round + 1) * 60_000;
  return {
    series: Array.from({ length: BATCH / EACH }, (_, i) => ({
      of: { kind: "rack" as const, rack: `B${part * (BATCH / EACH) + i + 1}` },
      metric: "power_w" as const,
      points: Array.from({ length: EACH }, (_, n): [number, number] => [
        from + n * 6000,
        4000 + ((batch * 31 + i * 7 + n) % 3000),
      ]),
    })),
  };
}

async function copying(database: Database, nowMs: number, keyed: boolean) {
  const table = keyed ? "bench_keyed" : "bench_bare";
  await database.pool.query(
    `CREATE TABLE ${table} (at timestamptz(3) NOT NULL, value float8 NOT NULL, thing_id int NOT NULL, kind int2 NOT NULL, metric int2 NOT NULL
       ${keyed ? ", PRIMARY KEY (kind, thing_id, metric, at)" : ""})`,
  );
  return async (batch: number) => {
    const client = await database.pool.connect();
    try {
      const rows = batchOf(batch, nowMs).series.flatMap(({ of, points }) =>
        points.map(([at, value]) => [
          new Date(at),
          ...[value, Number(of.rack.slice(1)) + 2, kindCode.rack, metricCode.power_w],
        ]),
      );
      await inTransaction(client, () =>
        copyRows(client, { table, columns: ["at", "value", "thing_id", "kind", "metric"], rows }),
      );
    } finally {
      client.release();
    }
  };
}

async function eachOf(count: number, atOnce: number, one: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await one(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

export default telemetry;
