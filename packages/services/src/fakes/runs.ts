import type { RunState } from "@headroom/core/lifecycle/run";
import type { Template } from "@headroom/core/rollout/types";
import type { Ports, UnitOfWork } from "../ports";
import type { NewAuditEvent } from "../ports/audit";
import type { NewNotification } from "../ports/notifications";
import type { Repositories } from "../ports/repositories";
import type { AllPaused, GateRow, NewRunEvent, RunRecord, StepDetail, StepRow, SubjectRow } from "../ports/run-records";
import type { RunRepository } from "../ports/runs";
import { noJobs } from "./jobs";

/** A rack of a run of the fake. */
export interface FakeSubject {
  readonly wave: number;
  readonly room: number;
  readonly faultDomain: string;
  readonly services: readonly string[];
}

export interface FakeRun {
  readonly template: Template;
  readonly limits: unknown;
  readonly subjects: readonly FakeSubject[];
}

interface Kept {
  runs: Map<number, RunRecord>;
  subjects: Map<number, SubjectRow & { runId: number }>;
  steps: Map<number, StepDetail & { runId: number }>;
  gates: Map<string, GateRow & { runId: number }>;
  events: NewRunEvent[];
  audit: NewAuditEvent[];
  notifications: NewNotification[];
  paused: AllPaused | null;
}

const nothing: Omit<StepDetail, "id" | "subjectId" | "stage"> = {
  ...{ state: "waiting", attempts: 0, asks: 0, begunAt: null, startedAt: null, endedAt: null, notBefore: null },
  ...{ pollAt: null, byPerson: false, assigneeId: null, dueAt: null, warnAt: null, escalatedAt: null, assignee: null },
  ...{ checklist: null, evidence: null, result: null, waited: null, failure: null, reason: null },
};

/**
 * Runs in memory: what `advance`, `ask`, `settle` and people's changes need, in units of work that leave no trace where they throw. Stages have
 * no effects on a fleet, as there is none: give them names that no kind of run knows.
 */
export class FakeRuns {
  kept: Kept = {
    ...{ runs: new Map(), subjects: new Map(), steps: new Map(), gates: new Map() },
    ...{ events: [], audit: [], notifications: [], paused: null },
  };
  private readonly repositories = this.repositoriesOf();

  add({ template, limits, subjects }: FakeRun, now: number): number {
    const id = this.kept.runs.size + 1;
    this.kept.runs.set(id, {
      ...{ id, kind: "repair", title: `run ${id}`, state: "queued", planId: null, plan: null, datacenterId: 1 },
      ...{ datacenter: "N1", region: "nord", templateId: null, templateVersion: null, template, limits, halt: null },
      ...{ reason: null, createdBy: null, createdAt: now, startedAt: null, endedAt: null, updatedAt: now, wakeAt: now },
      ...{ dueOn: null, forecast: null, forecastAt: null, clocks: null, lateToldAt: null, version: 1 },
    });
    for (const { wave, room, faultDomain, services } of subjects) {
      const subjectId = this.kept.subjects.size + 1;
      this.kept.subjects.set(subjectId, {
        ...{ id: subjectId, runId: id, wave, sequence: subjectId, rackId: subjectId, rackCode: `K${subjectId}` },
        ...{ rackTypeId: 1, rackType: "compute", planActionId: null, positionId: null, position: null },
        ...{ fromPositionId: null, from: null, roomId: room, rowId: null, faultDomain, services, powerW: 5000 },
        ...{ holds: true, down: false },
      });
      for (const { key, checklist = [] } of template.stages) {
        const stepId = this.kept.steps.size + 1;
        const told = { checklist: checklist.map((text) => ({ text, done: false })) };
        this.kept.steps.set(stepId, { id: stepId, runId: id, subjectId, stage: key, ...nothing, ...told });
      }
    }
    for (const wave of new Set(subjects.map((one) => one.wave)))
      for (const { after } of template.gates)
        this.kept.gates.set(`${id}/${wave}/${after}`, {
          ...{ runId: id, wave, after, state: "shut", met: null, measured: null, askedAt: null, openedAt: null },
          ...{ openedBy: null, reason: null },
        });
    return id;
  }

  /** `clock` is read, never kept. */
  ports(clock: { readonly now: number }): Ports {
    const work: UnitOfWork = { read: (body) => body(this.repositories), write: (body) => this.write(body) };
    const parts: Pick<Ports, "clock" | "work" | "jobs"> = { clock: { now: () => clock.now }, work, jobs: noJobs };
    return parts as Ports;
  }

  private async write<T>(body: (repositories: Repositories) => Promise<T>): Promise<T> {
    const before = structuredClone(this.kept);
    try {
      return await body(this.repositories);
    } catch (error) {
      this.kept = before;
      throw error;
    }
  }

  private ofRun<T extends { readonly runId: number }>(all: Iterable<T>, id: number): T[] {
    return [...all].filter((one) => one.runId === id);
  }

  private repositoriesOf(): Repositories {
    const runs: Partial<RunRepository> = {
      get: async (id) => this.kept.runs.get(id) ?? null,
      lock: async (id) => this.kept.runs.get(id) ?? null,
      parts: async (id) => {
        const subjects = this.ofRun(this.kept.subjects.values(), id);
        const waves = [...new Set(subjects.map(({ wave }) => wave))].sort((a, b) => a - b);
        return {
          waves: waves.map((number) => ({ number, tier: "rest", notBefore: null })),
          subjects,
          steps: this.ofRun(this.kept.steps.values(), id),
          gates: this.ofRun(this.kept.gates.values(), id),
        };
      },
      step: async (id) => this.kept.steps.get(id) ?? null,
      results: async (subjectId) =>
        new Map(
          [...this.kept.steps.values()]
            .filter((step) => step.subjectId === subjectId && step.state === "done" && step.result !== null)
            .map(({ stage, result }) => [stage, result]),
        ),
      change: async (id, change) => {
        const run = this.kept.runs.get(id)!;
        this.kept.runs.set(id, { ...run, ...(change as Partial<RunRecord>), version: run.version + 1 });
      },
      saveSteps: async (steps: readonly StepRow[]) => {
        for (const step of steps) {
          const kept = this.kept.steps.get(step.id)!;
          // what was told is written apart, and rows here carry it as it was when they were read
          const { checklist, evidence, result, waited, failure, reason } = kept;
          this.kept.steps.set(step.id, {
            ...{ ...kept, ...step },
            ...{ checklist, evidence, result, waited, failure, reason },
          });
        }
      },
      tell: async (id, told) => {
        this.kept.steps.set(id, { ...this.kept.steps.get(id)!, ...told });
      },
      saveGates: async (runId, gates) => {
        for (const { openedById: _, ...gate } of gates) {
          const key = `${runId}/${gate.wave}/${gate.after}`;
          this.kept.gates.set(key, { ...this.kept.gates.get(key)!, ...gate });
        }
      },
      saveSubjects: async (subjects) => {
        for (const one of subjects) this.kept.subjects.set(one.id, { ...this.kept.subjects.get(one.id)!, ...one });
      },
      append: async (events) => {
        this.kept.events.push(...events);
      },
      due: async (now) =>
        [...this.kept.runs.values()]
          .filter(({ wakeAt }) => wakeAt !== null && wakeAt <= now)
          .map(({ id, version }) => ({ id, version })),
      dueSteps: async (now) =>
        [...this.kept.steps.values()]
          .filter(({ pollAt }) => pollAt !== null && pollAt <= now)
          .map(({ id, asks }) => ({ id, asks })),
      lockServices: async () => {},
      elsewhere: async (runId, services) =>
        [...this.kept.subjects.values()]
          .filter((one) => one.down && one.runId !== runId)
          .flatMap((one) =>
            one.services
              .filter((service) => services.includes(service))
              .map((service) => ({ service, faultDomain: one.faultDomain })),
          ),
      freezes: async () => [],
      readings: async () => new Map(),
      clockRules: async () => [],
      measured: async () => new Map(),
      allPaused: async () => this.kept.paused,
      pauseAll: async ({ at, reason }) => {
        this.kept.paused = { by: null, at, reason };
      },
      resumeAll: async () => {
        this.kept.paused = null;
      },
      wakeAll: async (now) => {
        const living = [...this.kept.runs.values()].filter((run) => !isOver(run.state));
        for (const run of living) this.kept.runs.set(run.id, { ...run, wakeAt: now, version: run.version + 1 });
        return living.length;
      },
    };
    const known = {
      runs,
      users: { withRoles: async () => [] },
      notifications: { add: async (all: readonly NewNotification[]) => void this.kept.notifications.push(...all) },
      audit: { append: async (all: readonly NewAuditEvent[]) => void this.kept.audit.push(...all) },
      // nobody outside has a duty
      contacts: { onDuty: async () => new Map() },
      workOrders: { revoke: async () => {}, insert: async () => [] },
      outbox: { add: async () => [] },
      traces: { keep: async () => {}, of: async () => null },
    };
    return known as unknown as Repositories;
  }
}

export const isOver = (state: RunState): boolean => state === "done" || state === "aborted";
