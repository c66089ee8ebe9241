import type { RunForecast } from "@headroom/contracts/run";
import { Durations, ENOUGH, type Learnt, quantile } from "@headroom/core/rollout/durations";
import { type Band, forecast } from "@headroom/core/rollout/forecast";
import { instantOf } from "../days";
import type { Ports } from "../ports";
import type { StopEvent } from "../ports/run-records";
import { learnClocks } from "./clocks";
import { forecastOf } from "./dto";
import { isEnded } from "./guard";
import { type LoadedRun, loadRun, runNowOf, subjectName } from "./load";
import { accountOfRun } from "./slip";
import { tellLate } from "./tell";

/** A run is not forecast anew sooner than that. */
export const FORECAST_EVERY_MS = 60_000;
/** People open a gate in so long, where nobody ever opened one. */
const USUAL_GATE_MS = 4 * 3_600_000;
/** An end that moves by less has not moved. */
const SLIP_MS = 15 * 60_000;
const SLIPS_KEPT = 20;

/** The longer a run, the fewer plays: one costs about the square of its steps. Runs beyond the last are not forecast. */
const plays: readonly (readonly [steps: number, plays: number])[] = [
  [80, 20],
  [200, 8],
  [500, 3],
  [1500, 1],
];

const bandOf = (band: Band | null) =>
  band && { p10: instantOf(band.p10), p50: instantOf(band.p50), p90: instantOf(band.p90) };

/**
 * Forecasts runs that changed since they were forecast last, the stalest first, so many at a time: the band of their end and of each wave, the
 * critical path, what durations were learnt from, and why the end moved. Reads, thinks outside any transaction, writes. Returns how many.
 */
export async function refreshForecasts(ports: Ports, limit: number): Promise<number> {
  const before = ports.clock.now() - FORECAST_EVERY_MS;
  const ids = await ports.work.read(({ runs }) => runs.staleForecasts(before, limit));
  for (const id of ids) await refreshForecast(ports, id);
  return ids.length;
}

async function refreshForecast(ports: Ports, id: number): Promise<void> {
  const now = ports.clock.now();
  const facts = await ports.work.read(async ({ runs }) => {
    const run = await runs.get(id);
    if (!run || isEnded(run.state)) return null;
    const loaded = await loadRun({ runs }, run, now);
    const stages = loaded.template.stages.map((stage) => stage.key);
    const types = [...new Set(loaded.parts.subjects.map((s) => s.rackTypeId))];
    const took = new Durations(await runs.took(stages, types, [run.datacenterId]));
    const rules = await runs.clockRules(run.kind);
    return { loaded, took, rules, gates: await runs.gatesTook(run.kind), stops: await runs.stops(id) };
  });
  if (!facts) return;
  const { loaded, took, rules, gates, stops } = facts;
  const forecast = forecastRun(loaded, took, gates, now, stops);
  const rackTypes = loaded.parts.subjects.map((s) => s.rackType);
  const clocks = learnClocks(took, loaded.template, rackTypes, loaded.run.datacenter, rules);
  await ports.work.write(async (repositories) => {
    const lateToldAt = await tellLate(repositories, loaded.run, forecast, now);
    await repositories.runs.saveForecast(id, { forecast, clocks, lateToldAt }, now);
  });
}

/** Pure. Null: the run is too long to be played. */
export function forecastRun(
  loaded: LoadedRun,
  took: Durations,
  gates: readonly number[],
  now: number,
  stops: readonly StopEvent[] = [],
): RunForecast | null {
  const { run, template, parts } = loaded;
  const many = plays.find(([steps]) => parts.steps.length <= steps)?.[1];
  if (many === undefined) return null;
  const subjects = new Map(parts.subjects.map((s) => [subjectName(s.id), s]));
  const learnt = new Map<string, Learnt>();
  const durationOf = ({ subject, stage }: { subject: string; stage: string }): Learnt => {
    const { rackType } = subjects.get(subject)!;
    const key = `${stage}/${rackType}`;
    const known = learnt.get(key) ?? took.of(template.stages.find((s) => s.key === stage)!, rackType, run.datacenter);
    learnt.set(key, known);
    return known;
  };
  const gateMs: Learnt =
    gates.length >= ENOUGH
      ? { ms: [...gates].sort((a, b) => a - b), from: "stage" }
      : { ms: [USUAL_GATE_MS], from: "usual" };
  const { ends, p80, waves, criticalPath } = forecast(runNowOf(loaded), {
    now,
    seed: run.id,
    plays: many,
    durationOf,
    gateMs,
  });
  const rackType = parts.subjects[0]?.rackType ?? "";
  const before = forecastOf(run.forecast);
  /** What later forecasts are explained by. */
  const firstOf = (): RunForecast["first"] => {
    if (ends === null) return null;
    const middle = Math.round(ends.p50);
    const { spent } = accountOfRun(loaded, criticalPath, middle, stops, now);
    return { at: instantOf(now), ends: instantOf(middle), spent: spent.map((one) => ({ ...one })) };
  };
  const next: RunForecast = {
    at: instantOf(now),
    ends: bandOf(ends),
    waves: waves.map(bandOf),
    criticalPath: criticalPath.map(({ subject, stage, from, to }) => ({
      ...{ rack: subjects.get(subject)!.rackCode, stage, from: instantOf(from), to: instantOf(to) },
    })),
    learnt: Object.fromEntries(
      template.stages.map((stage) => {
        const { ms, from } = took.of(stage, rackType, run.datacenter);
        return [stage.key, { from, ms: quantile(ms, 0.5), times: from === "usual" ? 0 : ms.length }];
      }),
    ),
    slips: before?.slips ?? [],
    p80: p80 === null ? null : instantOf(p80),
    first: before?.first ?? firstOf(),
  };
  const slip = slipOf(loaded, before, next, now);
  return slip ? { ...next, slips: [...next.slips, slip].slice(-SLIPS_KEPT) } : next;
}

/** How far the middle of the end moved since the forecast before, and which step of its critical path moved most. Null: it did not. */
function slipOf(
  { run, parts }: LoadedRun,
  before: RunForecast | null,
  next: RunForecast,
  now: number,
): RunForecast["slips"][number] | null {
  if (!before?.ends || !next.ends) return null;
  const [from, to] = [before.ends.p50, next.ends.p50];
  const movedMs = Date.parse(to) - Date.parse(from);
  if (Math.abs(movedMs) < SLIP_MS) return null;
  const base = { at: instantOf(now), from, to };
  if (run.state === "paused" || run.state === "halted")
    return { ...base, cause: { kind: run.state, stage: null, rack: null, byMs: movedMs } };
  const rackOf = new Map(parts.subjects.map((s) => [s.id, s.rackCode]));
  const steps = new Map(parts.steps.map((s) => [`${rackOf.get(s.subjectId)}/${s.stage}`, s]));
  let worst: RunForecast["slips"][number]["cause"] = null;
  for (const { rack, stage, to: expected } of before.criticalPath) {
    const step = steps.get(`${rack}/${stage}`);
    if (!step) continue;
    const isOver = step.state === "done" || step.state === "skipped";
    const byMs = (isOver ? (step.endedAt ?? now) : Math.max(now, Date.parse(expected))) - Date.parse(expected);
    const isSameWay = Math.sign(byMs) === Math.sign(movedMs);
    if (!isSameWay || (worst && Math.abs(worst.byMs) >= Math.abs(byMs))) continue;
    const failed = step.state === "failed" || step.state === "retrying" || step.attempts > 1;
    const kind = failed
      ? "step_failed"
      : isOver
        ? "step_took"
        : step.startedAt === null
          ? "step_not_begun"
          : "step_takes";
    worst = { kind, stage, rack, byMs };
  }
  return { ...base, cause: worst };
}
