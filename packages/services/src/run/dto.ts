import type { StepOrderDto } from "@headroom/contracts/delivery";
import type { RunDetail, RunEventDto, RunForecast, RunRow, StepDto, StepWait } from "@headroom/contracts/run";
import { runForecast, runHalt } from "@headroom/contracts/run";
import { can } from "@headroom/core/access/permissions";
import { isSettled } from "@headroom/core/lifecycle/run";
import { stepKey } from "@headroom/core/rollout/decide";
import type { Gate, Stage, Wait } from "@headroom/core/rollout/types";
import type { Actor } from "../actor";
import { instantOf } from "../days";
import { deliveryOf } from "../message/delivery";
import type { AllPaused, Evacuation, RunEventRecord, RunListed, StepDetail, StepRow } from "../ports/run-records";
import type { StepOrder } from "../ports/work-orders";
import { checklistOf } from "./checklist";
import { drains, evacuationOf } from "./evacuation";
import { type LoadedRun, subjectName } from "./load";

/** Rows as they travel: instants as text, names beside ids. */

const orNull = (at: number | null): string | null => (at === null ? null : instantOf(at));
const object = (value: unknown): Record<string, unknown> | null =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
const list = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : []);

export const forecastOf = (stored: unknown): RunForecast | null =>
  runForecast
    .nullable()
    .catch(null)
    .parse(stored ?? null);

export function runRowOf(run: RunListed): RunRow {
  const { id, kind, title, state, datacenter, region, planId, createdBy, dueOn, counts, reason } = run;
  return {
    ...{ id, kind, title, state, datacenter, region, planId, createdBy, dueOn, counts, reason },
    createdAt: instantOf(run.createdAt),
    updatedAt: instantOf(run.updatedAt),
    startedAt: orNull(run.startedAt),
    endedAt: orNull(run.endedAt),
    ends: forecastOf(run.forecast)?.ends ?? null,
  };
}

const waitOf = (wait: Wait): StepWait => ("until" in wait ? { ...wait, until: instantOf(wait.until) } : { ...wait });

export const isLate = (step: Pick<StepRow, "dueAt" | "state">, now: number): boolean =>
  step.dueAt !== null && step.dueAt <= now && (step.state === "working" || step.state === "undoing");

export function orderOf(order: StepOrder): StepOrderDto {
  const { id, contactId, contact, channel, state, reason, delivery } = order;
  return {
    ...{ id, contactId, contact, channel, state, reason },
    ...{ madeAt: instantOf(order.madeAt), expiresAt: instantOf(order.expiresAt) },
    ...{ acceptedAt: orNull(order.acceptedAt), endedAt: orNull(order.endedAt) },
    delivery: delivery && deliveryOf(delivery),
  };
}

interface StepAround {
  readonly stage: Stage;
  readonly wait: Wait | undefined;
  readonly order: StepOrder | undefined;
  readonly now: number;
}

function stepOf(step: StepDetail, { stage, wait, order, now }: StepAround): StepDto {
  const { id, state, attempts, assignee, reason } = step;
  return {
    ...{ id, state, attempts, assignee, reason, stage: step.stage },
    attemptsMost: stage.retry.attempts,
    task: step.byPerson || stage.how === "task",
    begunAt: orNull(step.begunAt),
    startedAt: orNull(step.startedAt),
    endedAt: orNull(step.endedAt),
    notBefore: state === "retrying" ? orNull(step.notBefore) : null,
    pollAt: orNull(step.pollAt),
    dueAt: orNull(step.dueAt),
    warnAt: orNull(step.warnAt),
    late: isLate(step, now),
    checklist: checklistOf(step),
    evidence: list(step.evidence),
    result: object(step.result),
    note: object(object(step.waited)?.note),
    failure: object(step.failure),
    wait: wait ? waitOf(wait) : null,
    order: order ? orderOf(order) : null,
  };
}

/** When the last rack of a wave came through a stage, and its bake time is over; null: not all have. */
function bakedAt(loaded: LoadedRun, wave: number, gate: Gate): number | null {
  const subjects = new Set(loaded.parts.subjects.filter((s) => s.wave === wave).map((s) => s.id));
  const steps = loaded.parts.steps.filter((s) => subjects.has(s.subjectId) && s.stage === gate.after);
  if (steps.length < subjects.size || !steps.every((s) => isSettled(s.state))) return null;
  return Math.max(...steps.map((s) => s.endedAt ?? 0)) + gate.bakeMs;
}

export interface DetailParts {
  readonly listed: RunListed;
  readonly loaded: LoadedRun;
  readonly details: readonly StepDetail[];
  readonly orders: readonly StepOrder[];
  readonly waits: ReadonlyMap<string, Wait>;
  readonly clock: RunDetail["clock"];
  readonly slip: RunDetail["slip"];
  readonly evacuation: Evacuation | undefined;
  readonly now: number;
  readonly actor: Actor;
  /** Of the plan that it carries out. */
  readonly planners: readonly string[];
}

export function runDetailOf(all: DetailParts): RunDetail {
  const { listed, loaded, details, orders, waits, clock, slip, evacuation, now, actor, planners } = all;
  const orderOfStep = new Map(orders.map((order) => [order.stepId, order]));
  const { run, template, limits, parts } = loaded;
  const forecast = forecastOf(run.forecast);
  const bySubject = new Map<number, Map<string, StepDetail>>();
  for (const step of details) {
    const own = bySubject.get(step.subjectId) ?? new Map();
    bySubject.set(step.subjectId, own.set(step.stage, step));
  }
  return {
    ...runRowOf(listed),
    version: run.version,
    plan: run.planId === null ? null : { id: run.planId, title: run.plan ?? "" },
    evacuation: evacuationOf(evacuation),
    drains: drains(template),
    template: {
      id: run.templateId,
      version: run.templateVersion,
      stages: template.stages.map((stage) => ({
        ...stage,
        needs: [...stage.needs],
        checklist: [...(stage.checklist ?? [])],
        evidence: [...(stage.evidence ?? [])],
      })),
      gates: template.gates.map((gate) => ({ ...gate })),
      handsOverAfter: template.handsOverAfter,
    },
    limits,
    halt: run.halt === null ? null : runHalt.parse(run.halt),
    waves: parts.waves.map(({ number, tier, notBefore }) => ({
      number,
      tier,
      notBefore: orNull(notBefore),
      ends: forecast?.waves[number] ?? null,
      gates: template.gates.flatMap((gate) => {
        const row = parts.gates.find((one) => one.wave === number && one.after === gate.after);
        if (!row) return [];
        const { after, state, met, measured, openedBy, reason } = row;
        const { opens, bakeMs, criterion = null } = gate;
        const times = { askedAt: orNull(row.askedAt), openedAt: orNull(row.openedAt) };
        const baked = orNull(bakedAt(loaded, number, gate));
        return [{ after, state, met, measured, openedBy, reason, opens, bakeMs, criterion, ...times, bakedAt: baked }];
      }),
      subjects: parts.subjects
        .filter((s) => s.wave === number)
        .map((s) => ({
          ...{ id: s.id, rackId: s.rackId, rack: s.rackCode, rackType: s.rackType, position: s.position, from: s.from },
          ...{ positionId: s.positionId, faultDomain: s.faultDomain, services: [...s.services], powerW: s.powerW },
          ...{ down: s.down, holds: s.holds },
          steps: template.stages.flatMap((stage) => {
            const step = bySubject.get(s.id)?.get(stage.key);
            const key = stepKey({ subject: subjectName(s.id), stage: stage.key });
            return step ? [stepOf(step, { stage, wait: waits.get(key), order: orderOfStep.get(step.id), now })] : [];
          }),
        })),
    })),
    forecast,
    clock,
    slip,
    operations: operationsOf(loaded.allPaused),
    allowed: allowedFor(actor, loaded, planners),
  };
}

export const operationsOf = (paused: AllPaused | null): RunDetail["operations"] => ({
  paused: paused && { ...paused, at: instantOf(paused.at) },
});

/** Why somebody may not, in a sentence; null: they may. */
export function allowedFor(actor: Actor, { run, parts }: LoadedRun, planners: readonly string[]): RunDetail["allowed"] {
  const controls = actor.role === "system" || can(actor.role, "run.control");
  const gates = actor.role === "system" || can(actor.role, "run.gate");
  const ended = run.state === "done" || run.state === "aborted";
  const of = (holds: boolean, why: string, may = controls) => ({
    ok: may && holds,
    why: may ? (holds ? null : why) : "Your role does not carry out runs.",
  });
  const failed = parts.steps.some((s) => s.state === "failed" || s.state === "stuck" || s.state === "retrying");
  const gate = of(!ended, "The run has ended.", gates);
  return {
    pause: of(run.state === "running", "Only a run that goes on can be paused."),
    resume: of(run.state === "paused" || run.state === "halted", "Only a paused or halted run can be resumed."),
    abort: of(!ended && run.state !== "aborting", ended ? "The run has ended." : "It is being aborted."),
    retryAll: of(!ended && failed, "Nothing failed."),
    tasks: of(!ended, "The run has ended."),
    gate:
      gate.ok && actor.id !== null && planners.includes(actor.id)
        ? { ok: false, why: "You planned it: somebody else opens its gates." }
        : gate,
  };
}

export const eventOf = (event: RunEventRecord): RunEventDto => ({
  ...{
    id: event.id,
    level: event.level,
    kind: event.kind,
    subjectId: event.subjectId,
    rack: event.rack,
    stage: event.stage,
  },
  at: instantOf(event.at),
  data: object(event.data) ?? {},
  by: event.actorName,
  traceId: event.traceId,
});
