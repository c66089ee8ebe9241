import { runLimits, templateOf } from "@headroom/contracts/run-template";
import type { Elsewhere, Freeze, Limits, RunNow, Template } from "@headroom/core/rollout/types";
import { dayOf, daysLater } from "../days";
import type { Repositories } from "../ports/repositories";
import type { AllPaused, FreezeRow, RunParts, RunRecord, SubjectRow } from "../ports/run-records";

/** A run with all that a decision about it depends on. */
export interface LoadedRun {
  readonly run: RunRecord;
  readonly template: Template;
  readonly limits: Limits;
  readonly parts: RunParts;
  readonly freezes: readonly FreezeRow[];
  readonly elsewhere: readonly Elsewhere[];
  readonly allPaused: AllPaused | null;
}

/** Core's name of a subject. */
export const subjectName = (subjectId: number): string => String(subjectId);

const servicesOf = (subjects: readonly SubjectRow[]): string[] =>
  [...new Set(subjects.flatMap((s) => s.services))].sort();

/** `lock`: services that the run may take down are locked, so that nobody else takes another fault domain of them down meanwhile. */
export async function loadRun(
  { runs }: Pick<Repositories, "runs">,
  run: RunRecord,
  now: number,
  { lock = false } = {},
): Promise<LoadedRun> {
  const template = templateOf(run.template);
  const parts = await runs.parts(run.id);
  const services = template.stages.some((stage) => stage.takesDown) ? servicesOf(parts.subjects) : [];
  if (lock && services.length > 0) await runs.lockServices(services);
  return {
    run,
    template,
    limits: runLimits.parse(run.limits),
    parts,
    freezes: await runs.freezes(run.datacenterId, dayOf(now)),
    elsewhere: services.length > 0 ? await runs.elsewhere(run.id, services) : [],
    allPaused: await runs.allPaused(),
  };
}

/** Days, both included, as instants. */
const span = ({ startsOn, endsOn }: FreezeRow) => ({
  from: Date.parse(startsOn),
  to: daysLater(Date.parse(endsOn), 1),
});

export function freezesOf(freezes: readonly FreezeRow[], subjects: readonly SubjectRow[]): Freeze[] {
  return freezes.map((freeze) => ({
    ...span(freeze),
    rooms: freeze.roomId === null ? null : [String(freeze.roomId)],
    ...(freeze.rowId === null
      ? {}
      : { subjects: subjects.filter((s) => s.rowId === freeze.rowId).map((s) => subjectName(s.id)) }),
  }));
}

/** As core sees it. While everything is paused, so is a run that goes on. */
export function runNowOf({ run, template, limits, parts, freezes, elsewhere, allPaused }: LoadedRun): RunNow {
  const living = run.state === "running" || run.state === "aborting";
  return {
    state: allPaused && living ? "paused" : run.state,
    template,
    limits,
    waves: parts.waves.map(({ number, notBefore }) => ({
      notBefore,
      subjects: parts.subjects
        .filter((s) => s.wave === number)
        .map((s) => ({
          id: subjectName(s.id),
          room: String(s.roomId ?? ""),
          faultDomain: s.faultDomain,
          services: s.services,
          powerW: s.powerW,
        })),
    })),
    steps: parts.steps.map(
      ({ subjectId, stage, state, attempts, begunAt, startedAt, endedAt, notBefore, byPerson }) => ({
        ...{
          subject: subjectName(subjectId),
          stage,
          state,
          attempts,
          begunAt,
          startedAt,
          endedAt,
          notBefore,
          byPerson,
        },
      }),
    ),
    gates: parts.gates.map(({ wave, after, state, met }) => ({ wave, after, state, met })),
    freezes: freezesOf(freezes, parts.subjects),
    elsewhere,
    heldElsewhere: [],
  };
}
