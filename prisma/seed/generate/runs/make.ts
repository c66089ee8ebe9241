import type { Template } from "@headroom/core/rollout/types";
import { type RunKind, usualTemplates } from "@headroom/core/rollout/usual";
import { wavesOf } from "@headroom/core/rollout/waves";
import { instantOf } from "@headroom/services/days";
import type { GateRow, StepRow, SubjectRow, WaveRow } from "@headroom/services/ports/run-records";
import type { RackType } from "../catalog";
import type { Person } from "../people";
import type { SeedDatacenter, SeedPosition } from "../topology";
import type { RunWorld, SeedRun } from "./world";

/** A rack of a run that a scenario tells. */
export interface Told {
  readonly rackId: number;
  readonly code: string;
  readonly type: RackType;
  readonly position: SeedPosition;
  readonly actionId: number | null;
  readonly service: string | null;
}

export interface RunStory {
  readonly kind: RunKind;
  readonly title: string;
  readonly datacenter: SeedDatacenter;
  readonly region: string;
  readonly plan: { readonly id: number; readonly title: string } | null;
  readonly template: { readonly id: number | null; readonly body: Template };
  readonly by: Person;
  readonly createdAt: number;
  readonly dueOn: string | null;
  /** Where the load goes, kept elsewhere. Absent: nobody named a plan. */
  readonly evacuation?: { readonly title: string; readonly url: string | null };
  /** First the canary, where there is more than one. */
  readonly waves: readonly (readonly Told[])[];
}

/** Racks in waves as services would make them: one goes first, then the rest. */
export function inWaves(racks: readonly Told[], kind: RunKind): Told[][] {
  const risked = racks.map((rack) => ({
    ...{ id: String(rack.rackId), room: "", faultDomain: "", services: [], powerW: rack.type.powerW },
    risk: rack.type.powerW,
  }));
  const waves = wavesOf(risked, usualTemplates[kind], { canary: racks.length > 1 ? 1 : 0, pilotShare: 0, most: 24 });
  return waves.map(({ subjects }) => subjects.map(({ id }) => racks.find((rack) => String(rack.rackId) === id)!));
}

/** Numbers of rows, counted over all runs. */
export interface Numbers {
  subject: number;
  step: number;
}

/** The rows of a run that nobody has looked at yet, as `run.create` makes them. */
export function makeRun(world: RunWorld, id: number, story: RunStory, numbers: Numbers): SeedRun {
  const { kind, title, datacenter, region, plan, template, by, createdAt, dueOn, waves } = story;
  const { body } = template;
  const places = new Map(datacenter.rooms.flatMap((room) => room.rows.map((row) => [row.id, { room, row }] as const)));
  const subjects = waves.flatMap((racks, wave) =>
    racks.map(({ rackId, code, type, position, actionId, service }): Omit<SubjectRow, "sequence"> => {
      numbers.subject += 1;
      const { room, row } = places.get(position.rowId)!;
      return {
        ...{ id: numbers.subject, wave, rackId, rackCode: code, rackTypeId: type.id, rackType: type.code },
        ...{ planActionId: actionId, positionId: position.id, position: `${row.code} tile ${position.number}` },
        ...{ fromPositionId: null, from: null, roomId: room.id, rowId: row.id, powerW: type.powerW },
        faultDomain: `${datacenter.code} ${row.faultDomain ?? room.code}`,
        services: service === null ? [] : [service],
        ...{ holds: true, down: false },
      };
    }),
  );
  const steps = subjects.flatMap(({ id: subjectId }) =>
    body.stages.map(({ key }): StepRow => {
      numbers.step += 1;
      return {
        ...{ id: numbers.step, subjectId, stage: key, state: "waiting", attempts: 0, asks: 0, byPerson: false },
        ...{ begunAt: null, startedAt: null, endedAt: null, notBefore: null, pollAt: null },
        ...{ assigneeId: null, dueAt: null, warnAt: null, escalatedAt: null },
      };
    }),
  );
  const stageOf = new Map(body.stages.map((stage) => [stage.key, stage]));
  const gates = waves.flatMap((_, wave) =>
    body.gates.map(({ after }): GateRow => {
      const open = { askedAt: null, openedAt: null, openedBy: null, reason: null };
      return { wave, after, state: "shut", met: null, measured: null, ...open };
    }),
  );
  const tierOf = (wave: number): WaveRow["tier"] => (wave === 0 && waves.length > 1 ? "canary" : "rest");
  const run: SeedRun = {
    record: {
      ...{ id, kind, title, state: "queued", planId: plan?.id ?? null, plan: plan?.title ?? null },
      ...{ datacenterId: datacenter.id, datacenter: datacenter.code, region },
      ...{ templateId: template.id, templateVersion: template.id === null ? null : 1, template: body },
      limits: { racks: null, racksOfRoom: null, racksOfFaultDomain: null, failuresOfWave: 0 },
      ...{ halt: null, reason: null, createdBy: { id: by.id, name: by.name, role: by.role }, createdAt },
      ...{ startedAt: null, endedAt: null, updatedAt: createdAt, wakeAt: createdAt, dueOn },
      ...{ forecast: null, forecastAt: null, clocks: null, lateToldAt: null, version: 1 },
    },
    site: datacenter.code,
    evacuation: story.evacuation ?? null,
    waves: waves.map((_, number) => ({ number, tier: tierOf(number), notBefore: null })),
    subjects: new Map(subjects.map((subject, sequence) => [subject.id, { ...subject, sequence }])),
    steps: new Map(steps.map((step) => [step.id, step])),
    told: new Map(
      steps.flatMap(({ id: stepId, stage }) => {
        const { checklist = [] } = stageOf.get(stage)!;
        return checklist.length === 0
          ? []
          : [[stepId, { checklist: checklist.map((text) => ({ text, done: false })) }] as const];
      }),
    ),
    gates: new Map(gates.map((gate) => [`${gate.wave}/${gate.after}`, gate])),
    events: [],
  };
  world.add(run);
  const about = { racks: subjects.length, waves: waves.length, planId: plan?.id ?? null, startsAt: null };
  run.events.push({
    ...{ runId: id, subjectId: null, stage: null, level: "info", kind: "run_created", data: about },
    ...{ actorName: by.name, at: createdAt, traceId: `seed-run-${id}` },
  });
  world.audited.push({
    ...{ actorId: by.id, actorName: by.name, via: "web", requestId: `seed-run-${id}`, at: createdAt },
    ...{ action: "run.create", entityKind: "run", entityId: String(id) },
    after: {
      kind,
      title,
      planId: plan?.id ?? null,
      datacenterId: datacenter.id,
      racks: subjects.map((s) => s.rackCode),
    },
  });
  return run;
}

export const dayText = (ms: number): string => instantOf(ms).slice(0, 10);
