import { DAY_MS, dayBegin, oldestTaken, type Retention } from "@headroom/core/telemetry/point";
import type pg from "pg";
import { quoted } from "../../quoted";

const WEEK_MS = 7 * DAY_MS;
/** 1970-01-01 was a Thursday. */
const MONDAY_MS = 4 * DAY_MS;
const weekBegin = (ms: number): number => Math.floor((ms - MONDAY_MS) / WEEK_MS) * WEEK_MS + MONDAY_MS;

/** Tables that are made and dropped in parts, each of so long a time. */
const parted = {
  telemetry_point: { lengthMs: DAY_MS, begin: dayBegin },
  telemetry_hour: { lengthMs: WEEK_MS, begin: weekBegin },
} as const;
type Parted = keyof typeof parted;

const AHEAD_MS = 2 * DAY_MS;
/** Dropping waits for everybody who reads the table, and whoever comes next waits for it: not for long. */
const DROP_PATIENCE = "SET LOCAL lock_timeout = '2s'";
const LOCK = 7_110_251;

/** `telemetry_point_20261128`: the table, and the day on which the part begins. */
const nameOf = (table: Parted, beginMs: number): string =>
  `${table}_${new Date(beginMs).toISOString().slice(0, 10).replaceAll("-", "")}`;
const beginOf = (name: string): number => {
  const day = name.slice(-8);
  return Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`);
};

async function parts(sql: pg.ClientBase, table: Parted): Promise<Set<string>> {
  const { rows } = await sql.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = to_regclass($1)`,
    [`public.${table}`],
  );
  return new Set(rows.map(({ name }) => name));
}

/** Makes parts that are missing. Attached and not created in place: nobody who reads or writes the table meanwhile is kept waiting. */
async function make(sql: pg.ClientBase, table: Parted, begins: Iterable<number>): Promise<void> {
  const { lengthMs } = parted[table];
  const wanted = [...new Set(begins)].sort((a, b) => a - b);
  const isMissing = (there: ReadonlySet<string>) => (begin: number) => !there.has(nameOf(table, begin));
  if (!wanted.some(isMissing(await parts(sql, table)))) return;
  await sql.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
  for (const begin of wanted.filter(isMissing(await parts(sql, table)))) {
    const name = quoted(nameOf(table, begin));
    const [from, to] = [begin, begin + lengthMs].map((ms) => new Date(ms).toISOString());
    await sql.query(
      `CREATE TABLE public.${name} (LIKE public.${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
       ALTER TABLE public.${table} ATTACH PARTITION public.${name} FOR VALUES FROM ('${from}') TO ('${to}')`,
    );
  }
}

/** Parts for points of these instants: there but on a new database, or where the worker has not run for days. */
export const preparePoints = (sql: pg.ClientBase, instants: readonly number[]): Promise<void> =>
  make(sql, "telemetry_point", new Set(instants.map(dayBegin)));

export const prepareHours = (sql: pg.ClientBase, instants: readonly number[]): Promise<void> =>
  make(sql, "telemetry_hour", new Set(instants.map(weekBegin)));

export async function prepare(sql: pg.ClientBase, nowMs: number, retention: Retention): Promise<void> {
  const days: number[] = [];
  for (let at = oldestTaken(nowMs, retention); at <= nowMs + AHEAD_MS; at += DAY_MS) days.push(at);
  await preparePoints(sql, days);
  await prepareHours(sql, days);
}

/** Drops parts that end before what is kept begins, and days one by one. Names of the parts; null: somebody reads, try later. */
export async function forget(sql: pg.ClientBase, nowMs: number, retention: Retention): Promise<string[]> {
  const keptFrom: Readonly<Record<Parted, number>> = {
    telemetry_point: oldestTaken(nowMs, retention) - DAY_MS,
    telemetry_hour: dayBegin(nowMs) - retention.hourDays * DAY_MS,
  };
  const dropped: string[] = [];
  for (const table of ["telemetry_point", "telemetry_hour"] as const) {
    const { lengthMs } = parted[table];
    const ended = [...(await parts(sql, table))].filter((name) => beginOf(name) + lengthMs <= keptFrom[table]).sort();
    if (ended.length === 0) continue;
    await sql.query(DROP_PATIENCE);
    await sql.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    for (const name of ended) await sql.query(`DROP TABLE IF EXISTS public.${quoted(name)}`);
    dropped.push(...ended);
  }
  const before = new Date(dayBegin(nowMs) - retention.dayDays * DAY_MS).toISOString().slice(0, 10);
  await sql.query(
    `DELETE FROM telemetry_day WHERE ctid = ANY (ARRAY(SELECT ctid FROM telemetry_day WHERE day < $1 ORDER BY day LIMIT 100000))`,
    [before],
  );
  return dropped;
}
