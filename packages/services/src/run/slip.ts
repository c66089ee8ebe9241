import type { RunDetail } from "@headroom/contracts/run";
import { isSettled } from "@headroom/core/lifecycle/run";
import { type CriticalStep, pathTaken } from "@headroom/core/rollout/forecast";
import { type Account, accountOf, type Interruption, slipOf } from "@headroom/core/rollout/slip";
import { instantOf } from "../days";
import type { StepDetail, StopEvent } from "../ports/run-records";
import { forecastOf } from "./dto";
import { type LoadedRun, runNowOf, subjectName } from "./load";

/** What kept a run from going on, the gravest first: halts and pauses, attempts that came to nothing, gates that waited for somebody. */
export function interruptionsOf({ parts }: LoadedRun, stops: readonly StopEvent[], now: number): Interruption[] {
  const stopped: Interruption[] = [];
  let open: StopEvent | null = null;
  const close = (to: number) => {
    if (open)
      stopped.push({
        kind: open.kind === "run_pause" ? "paused" : "halted",
        stage: null,
        who: open.by,
        from: open.at,
        to,
      });
    open = null;
  };
  for (const stop of stops) {
    close(stop.at);
    if (stop.kind !== "run_resume") open = stop;
  }
  close(now);
  const retries = parts.steps.flatMap(({ stage, begunAt, startedAt, notBefore, state, attempts }): Interruption[] => {
    if (begunAt === null) return [];
    const goesOn = state === "retrying" || state === "failed" ? (notBefore ?? now) : startedAt;
    return goesOn === null || (attempts < 2 && state !== "retrying" && state !== "failed") || goesOn <= begunAt
      ? []
      : [{ kind: "retry", stage, who: null, from: begunAt, to: goesOn }];
  });
  const gates = parts.gates.flatMap(({ after, askedAt, openedAt, openedBy }): Interruption[] =>
    askedAt === null
      ? []
      : [
          {
            kind: "gate",
            stage: after,
            who: openedBy?.name ?? null,
            from: askedAt,
            to: openedAt ?? Math.max(now, askedAt),
          },
        ],
  );
  return [...stopped, ...retries, ...gates];
}

/** Where a run's time went, and goes, up to its end. */
export function accountOfRun(
  loaded: LoadedRun,
  path: readonly CriticalStep[],
  ends: number,
  stops: readonly StopEvent[],
  now: number,
  whoOf: (step: CriticalStep) => string | null = () => null,
): Account {
  const { createdAt } = loaded.run;
  return accountOf({ begin: createdAt, ends, path, interruptions: interruptionsOf(loaded, stops, now), whoOf });
}

/** Why it ends, or ended, later or sooner than it was first expected to. Null: nobody ever expected an end. */
export function slipOfRun(
  loaded: LoadedRun,
  details: readonly StepDetail[],
  stops: readonly StopEvent[],
  now: number,
): RunDetail["slip"] {
  const { run, parts } = loaded;
  const forecast = forecastOf(run.forecast);
  const first = forecast?.first;
  if (!forecast || !first) return null;
  const named = new Map(parts.subjects.map((s) => [s.rackCode, subjectName(s.id)]));
  const isOver = run.endedAt !== null;
  const ends = run.endedAt ?? (forecast.ends === null ? null : Date.parse(forecast.ends.p50));
  if (ends === null) return null;
  const path = isOver
    ? pathTaken(runNowOf(loaded))
    : forecast.criticalPath.map(({ rack, stage, from, to }) => ({
        ...{ subject: named.get(rack) ?? rack, stage, from: Date.parse(from), to: Date.parse(to) },
      }));
  const who = new Map(details.map((step) => [`${step.subjectId}/${step.stage}`, nameOf(step)]));
  const account = accountOfRun(
    loaded,
    path,
    ends,
    stops,
    run.endedAt ?? now,
    ({ subject, stage }) => who.get(`${subject}/${stage}`) ?? null,
  );
  const before: Account = { ends: Date.parse(first.ends), spent: first.spent };
  const { byMs, parts: why } = slipOf(before, account);
  return { since: first.at, from: first.ends, to: instantOf(ends), byMs, parts: why.map((part) => ({ ...part })) };
}

/** Whoever has a task, or did it. */
function nameOf({ assignee, result, state }: StepDetail): string | null {
  const by = isSettled(state) ? (result as { by?: unknown } | null)?.by : null;
  return typeof by === "string" ? by : (assignee?.name ?? null);
}
