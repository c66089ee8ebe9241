import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Benchmark, Figure } from "@headroom/config/bench/types";
import type { Template } from "@headroom/core/rollout/types";
import { type Database, openDatabase } from "@headroom/db/client";
import { tinyFleet } from "@headroom/db/testing/tiny-fleet";
import { createUnitOfWork } from "@headroom/db/unit-of-work";
import type { Repositories } from "@headroom/services/ports/repositories";
import { durable } from "../src/jobs";
import { startWorld } from "../src/testing/start-world";
import { type RunningWorker, startWorker } from "../src/testing/worker";

/** Runs in flight of 20 steps: the first a person's, the others a machine's, which a server beside it does at once. */
const STAGES = 20;
/** Clock ticks a second in /proc, on every Linux that matters. */
const TICKS = 100;
const GROWTH = 1.5;

/**
 * Runs at scale, on two real worker processes that share one database (fsync on) with it and the world they ask: all on this machine. `--set
 * runs=N` in flight, `seconds=N` of measuring, `idle=N` seconds of waiting, `history=0,100000,1000000` past steps, `batch=N` runs by whose steps
 * latency is measured.
 */
const bench: Benchmark = async ({ quick, options, database: fresh, say, after }) => {
  const number = (name: string, usual: number) => Number(options[name] ?? usual);
  const runs = number("runs", quick ? 200 : 10_000);
  const seconds = number("seconds", quick ? 10 : 120);
  const idle = number("idle", quick ? 5 : 60);
  const batch = number("batch", quick ? 5 : 20);
  const histories = (options.history ?? (quick ? "0,10000" : "0,100000,1000000")).split(",").map(Number);
  const { url } = await fresh({ settings: { shared_preload_libraries: "pg_stat_statements" } });
  const database = openDatabase(url, { connections: 4 });
  after(() => database.close());
  await database.pool.query("CREATE EXTENSION pg_stat_statements");
  await tinyFleet(database);
  await racks(database, Math.max(runs, batch));
  const world = await startWorld();
  after(() => world.end());
  const workers: RunningWorker[] = [];
  const stop = async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.end("SIGTERM")));
  };
  after(stop);
  const settings = { HEADROOM_OUTSIDE_URL: world.url, LOG_LEVEL: "info" };
  const made = await insertRuns(database, runs);
  const start = async () => {
    for (const id of ["bench-1", "bench-2"]) workers.push(await startWorker(url, id, settings));
  };
  await start();
  const figures: Figure[] = [];
  const add = (name: string, value: number, unit: string, goal?: Figure["goal"]) => {
    say(`${name}: ${value.toFixed(value < 10 ? 2 : 0)} ${unit}`);
    figures.push({ name, value, unit, ...(goal ? { goal } : {}) });
  };
  const count = runs.toLocaleString("en");

  // what was just written is looked at once, and counted as nobody's waiting
  await sleep(quick ? 2_000 : 15_000);
  const waiting = await over(database, workers, idle, made);
  add(`${count} runs waiting: two workers' CPU`, waiting.cpu, "% of a core", { atMost: 10 });
  add(`${count} runs waiting: statements`, waiting.statements / idle, "/s");
  add(`${count} runs waiting: transactions`, waiting.transactions / idle, "/s");
  add(`${count} runs waiting: rows written`, waiting.written / idle, "/s");

  await finishFirst(database, made);
  await sleep(quick ? 1_000 : 10_000);
  await database.pool.query("SELECT pg_stat_statements_reset()");
  const busy = await over(database, workers, seconds, made);
  add(`${count} runs in flight: steps`, busy.steps / seconds, "/s");
  add(`${count} runs in flight: transactions`, busy.transactions / seconds, "/s");
  for (const line of await mostFrequent(database, busy.steps)) say(line);
  add("statements a step", busy.statements / busy.steps, "");
  add("transactions a step", busy.transactions / busy.steps, "");
  add("rows written a step", busy.written / busy.steps, "");
  add("two workers' CPU", busy.cpu, "% of a core");
  // what was in flight is gone, with what the queue remembers of it
  await stop();
  await database.pool.query(`TRUNCATE run, ${durable.schema}.workflow_status CASCADE`);
  await start();

  const latency: number[] = [];
  let past = 0;
  for (const history of histories) {
    await insertHistory(database, past, history);
    past = history;
    const named = `${history.toLocaleString("en")} past steps`;
    const ids = await insertRuns(database, batch);
    await finishFirst(database, ids);
    const took = await latencies(database, ids, quick ? 60_000 : 180_000);
    latency.push(quantile(took, 0.5));
    add(`${named}: a step, middle`, quantile(took, 0.5), "ms");
    add(`${named}: a step, 95 of 100`, quantile(took, 0.95), "ms");
    for (const [name, ms] of await statements(database, ids[0]!)) add(`${named}: ${name}`, ms, "ms");
    await database.pool.query("DELETE FROM run WHERE id = ANY($1::int[])", [ids]);
  }
  const growth = latency.at(-1)! / latency[0]!;
  add("a step with the longest history, of one with none", growth, "times", { atMost: GROWTH });
  return figures;
};

const stageKeys = Array.from({ length: STAGES }, (_, i) => `s${String(i).padStart(2, "0")}`);
const template: Template = {
  stages: stageKeys.map((key, i) => ({
    ...{ key, title: `Stage ${i + 1}`, how: i === 0 ? "task" : "automatic", does: "bench" },
    needs: i === 0 ? [] : [stageKeys[i - 1]!],
    retry: { attempts: 3, pauseMs: 1_000, longestPauseMs: 10_000 },
    ...{ timeoutMs: i === 0 ? null : 3_600_000, usualMs: 60_000, atATime: null, takesDown: false, bringsUp: false },
    canUndo: false,
  })),
  gates: [{ after: "s09", opens: "itself", bakeMs: 0 }],
  handsOverAfter: stageKeys[0]!,
};
const limits = { racks: null, racksOfRoom: null, racksOfFaultDomain: null, failuresOfWave: 0 };

const racks = (database: Database, many: number) =>
  database.pool.query(
    `INSERT INTO rack (code, datacenter_id, rack_type_id, height_u, state)
     SELECT 'B' || n, 1, 1, 42, 'in_service' FROM generate_series(1, ${many}) n`,
  );

/** Runs of one rack each, begun, their first step with a person for a month. Returns their ids. */
async function insertRuns(database: Database, many: number): Promise<number[]> {
  const { rows } = await database.pool.query<{ id: number }>(
    `INSERT INTO run (kind, title, state, datacenter_id, template, limits, created_at, started_at, updated_at, wake_at, forecast_at)
     SELECT 'repair', 'Bench ' || n, 'running', 1, $1::jsonb, $2::jsonb, now(), now(), now(), now() + interval '24 days', now()
       FROM generate_series(1, ${many}) n RETURNING id`,
    [JSON.stringify(template), JSON.stringify(limits)],
  );
  const ids = rows.map((row) => row.id);
  await database.pool.query(
    "INSERT INTO run_wave (run_id, number, tier) SELECT id, 0, 'rest' FROM unnest($1::int[]) id",
    [ids],
  );
  await database.pool.query(
    "INSERT INTO run_gate (run_id, wave, after) SELECT id, 0, 's09' FROM unnest($1::int[]) id",
    [ids],
  );
  await database.pool.query(
    `INSERT INTO run_subject (run_id, wave, sequence, rack_id, rack_code, rack_type_id, fault_domain, power_w)
     SELECT q.id, 0, 0, k.id, k.code, 1, 'N1 1', 10000
       FROM unnest($1::int[]) WITH ORDINALITY AS q(id, n) JOIN rack k ON k.code = 'B' || q.n`,
    [ids],
  );
  await database.pool.query(
    `INSERT INTO run_step (run_id, subject_id, stage, rack_type_id, datacenter_id, state, attempts, asks, begun_at, started_at, due_at, warn_at)
     SELECT x.run_id, x.id, g.key, 1, 1, (CASE WHEN g.n = 1 THEN 'working' ELSE 'waiting' END)::step_state, (g.n = 1)::int, (g.n = 1)::int,
            CASE WHEN g.n = 1 THEN now() END, CASE WHEN g.n = 1 THEN now() END, CASE WHEN g.n = 1 THEN now() + interval '30 days' END,
            CASE WHEN g.n = 1 THEN now() + interval '24 days' END
       FROM run_subject x CROSS JOIN unnest($2::text[]) WITH ORDINALITY AS g(key, n) WHERE x.run_id = ANY($1::int[]) ORDER BY x.id, g.n`,
    [ids, stageKeys],
  );
  await database.pool.query("ANALYZE run, run_step, run_subject, run_gate");
  return ids;
}

/** As if everybody finished their task at once. */
async function finishFirst(database: Database, ids: readonly number[]): Promise<void> {
  await database.pool.query(
    "UPDATE run_step SET state = 'done', ended_at = now(), due_at = NULL, warn_at = NULL WHERE run_id = ANY($1::int[]) AND stage = 's00'",
    [ids],
  );
  await database.pool.query("UPDATE run SET wake_at = now(), version = version + 1 WHERE id = ANY($1::int[])", [ids]);
}

/** Past runs up to so many steps, each with its gate and two events a step, over two years. */
async function insertHistory(database: Database, from: number, to: number): Promise<void> {
  const many = Math.ceil((to - from) / STAGES);
  if (many <= 0) return;
  const client = await database.pool.connect();
  try {
    await client.query("SET statement_timeout = 0");
    const { rows } = await client.query<{ first: number; last: number }>(
      `WITH made AS (
         INSERT INTO run (kind, title, state, datacenter_id, template, limits, created_at, started_at, ended_at, updated_at, forecast_at)
         SELECT 'repair', 'Past ' || n, 'done', 1, $1::jsonb, $2::jsonb, t.at, t.at, t.at + interval '2 days', t.at, t.at
           FROM generate_series(1, ${many}) n
           CROSS JOIN LATERAL (SELECT now() - interval '2 days' - n * (interval '728 days' / ${many}) AS at) t RETURNING id)
       SELECT min(id) AS first, max(id) AS last FROM made`,
      [JSON.stringify(template), JSON.stringify(limits)],
    );
    const { first, last } = rows[0]!;
    const here = `BETWEEN ${first} AND ${last}`;
    await client.query(`INSERT INTO run_wave (run_id, number, tier) SELECT id, 0, 'rest' FROM run WHERE id ${here}`);
    await client.query(
      `INSERT INTO run_gate (run_id, wave, after, state, met, asked_at, opened_at)
       SELECT id, 0, 's09', 'open', true, started_at + interval '1 day', started_at + interval '25 hours' FROM run WHERE id ${here}`,
    );
    await client.query(
      `INSERT INTO run_subject (run_id, wave, sequence, rack_code, rack_type_id, fault_domain, power_w, holds)
       SELECT id, 0, 0, 'P' || id, 1, 'N1 1', 10000, false FROM run WHERE id ${here}`,
    );
    await client.query(
      `INSERT INTO run_step (run_id, subject_id, stage, rack_type_id, datacenter_id, state, attempts, asks, begun_at, started_at, ended_at, result)
       SELECT x.run_id, x.id, g.key, 1, 1, 'done', 1, 1, r.started_at + g.n * interval '1 hour', r.started_at + g.n * interval '1 hour',
              r.started_at + g.n * interval '1 hour' + (1 + x.id % 50) * interval '1 minute', '{"key": "past"}'::jsonb
         FROM run_subject x JOIN run r ON r.id = x.run_id CROSS JOIN unnest($1::text[]) WITH ORDINALITY AS g(key, n) WHERE x.run_id ${here}`,
      [stageKeys],
    );
    await client.query(
      `INSERT INTO run_event (run_id, subject_id, stage, level, kind, data, at, trace_id)
       SELECT s.run_id, s.subject_id, s.stage, 'info', k.kind, '{}'::jsonb, s.ended_at, 'past'
         FROM run_step s CROSS JOIN (VALUES ('step_started'), ('step_done')) AS k(kind) WHERE s.run_id ${here}`,
    );
    await client.query("VACUUM ANALYZE run, run_step, run_subject, run_gate, run_event");
  } finally {
    client.release();
  }
}

interface Load {
  /** Without those that begin and end transactions. */
  readonly statements: number;
  readonly transactions: number;
  readonly written: number;
  readonly steps: number;
  /** Of one core, of all workers together. */
  readonly cpu: number;
}

/** What happens in so many seconds. */
async function over(
  database: Database,
  workers: readonly RunningWorker[],
  seconds: number,
  ids: readonly number[],
): Promise<Load> {
  const look = async () => ({
    ...(await loadOf(database, ids)),
    ticks: workers.reduce((sum, { pid }) => sum + ticksOf(pid), 0),
    at: performance.now(),
  });
  const before = await look();
  await sleep(seconds * 1000);
  const now = await look();
  const long = (now.at - before.at) / 1000;
  return {
    // those of looking itself are left out
    statements: now.statements - before.statements - 2,
    transactions: now.transactions - before.transactions - 2,
    written: now.written - before.written,
    steps: now.steps - before.steps,
    cpu: ((now.ticks - before.ticks) / TICKS / long) * 100,
  };
}

/** The statements that are sent most often, by how often a step. */
async function mostFrequent(database: Database, steps: number): Promise<string[]> {
  const { rows } = await database.pool.query<{ calls: number; ms: number; query: string }>(
    `SELECT calls::float8 AS calls, mean_exec_time AS ms, regexp_replace(left(query, 110), '\\s+', ' ', 'g') AS query
       FROM pg_stat_statements WHERE toplevel AND query !~* '^(begin|commit|rollback|start transaction)' ORDER BY calls DESC LIMIT 16`,
  );
  return rows.map(({ calls, ms, query }) => `${(calls / steps).toFixed(1)} a step, ${ms.toFixed(2)} ms: ${query}`);
}

async function loadOf(database: Database, ids: readonly number[]): Promise<Omit<Load, "cpu">> {
  const { rows } = await database.pool.query<Omit<Load, "cpu" | "steps">>(
    `SELECT (SELECT sum(calls)::float8 FROM pg_stat_statements WHERE toplevel AND query !~* '^(begin|commit|rollback|start transaction)') AS statements,
            (xact_commit + xact_rollback)::float8 AS transactions, (tup_inserted + tup_updated + tup_deleted)::float8 AS written
       FROM pg_stat_database WHERE datname = current_database()`,
  );
  const steps = await database.pool.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM run_step WHERE state = 'done' AND run_id = ANY($1::int[])",
    [ids],
  );
  return { ...rows[0]!, steps: steps.rows[0]!.n };
}

const ticksOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return Number(fields[11]) + Number(fields[12]);
};

/** From the end of each step to that of the next one, of runs that go on side by side; waits until they are through. */
async function latencies(database: Database, ids: readonly number[], patienceMs: number): Promise<number[]> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const { rows } = await database.pool.query(
      "SELECT count(*)::int AS n FROM run WHERE id = ANY($1::int[]) AND state <> 'done'",
      [ids],
    );
    if (rows[0].n === 0) break;
    if (performance.now() > until)
      throw new Error(`${rows[0].n} runs did not come to their end in ${patienceMs / 1000} s`);
    await sleep(500);
  }
  const { rows } = await database.pool.query<{ ms: number }>(
    `SELECT ms FROM (SELECT extract(epoch FROM ended_at - lag(ended_at) OVER (PARTITION BY run_id ORDER BY id))::float8 * 1000 AS ms
       FROM run_step WHERE run_id = ANY($1::int[])) q WHERE ms IS NOT NULL`,
    [ids],
  );
  return rows.map((row) => row.ms);
}

/** Reads that workers and pages repeat, the middle of ten. */
async function statements(database: Database, runId: number): Promise<[string, number][]> {
  const work = createUnitOfWork(database);
  const now = Date.now();
  const asked: readonly [string, (repositories: Repositories) => Promise<unknown>][] = [
    ["every second, what is due", ({ runs }) => runs.due(now, 500).then(() => runs.dueSteps(now, 500))],
    ["every second, forecasts to make", ({ runs }) => runs.staleForecasts(now - 60_000, 3)],
    ["for a forecast, what stages took", ({ runs }) => runs.took(stageKeys, [1], [1])],
    ["for a forecast, what gates took", ({ runs }) => runs.gatesTook("repair")],
    ["a run with its parts", ({ runs }) => runs.get(runId).then(() => runs.parts(runId))],
    ["page: tasks", ({ runs }) => runs.tasks({ limit: 200 })],
    [
      "page: runs",
      ({ runs }) => runs.list({ limit: 100, now, states: ["running", "queued", "paused", "halted", "aborting"] }),
    ],
  ];
  const told: [string, number][] = [];
  for (const [name, ask] of asked) {
    const times: number[] = [];
    for (let i = 0; i < 10; i++) {
      const begin = performance.now();
      await work.read(ask);
      times.push(performance.now() - begin);
    }
    told.push([name, quantile(times, 0.5)]);
  }
  return told;
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export default bench;
