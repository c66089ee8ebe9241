import { isSettled } from "@headroom/core/lifecycle/run";
import type { Took } from "@headroom/core/rollout/durations";
import { noJobs } from "@headroom/services/fakes/jobs";
import type { Ports } from "@headroom/services/ports";
import type { NewAuditEvent } from "@headroom/services/ports/audit";
import type { NewNotification } from "@headroom/services/ports/notifications";
import type { Repositories } from "@headroom/services/ports/repositories";
import type { EffectRack } from "@headroom/services/ports/run-effects";
import type {
  GateRow,
  NewRunEvent,
  RunChange,
  RunRecord,
  StepRow,
  StepTold,
  SubjectRow,
  WaveRow,
} from "@headroom/services/ports/run-records";
import type { RunRepository } from "@headroom/services/ports/runs";
import { allPeople } from "../people";

/** A run in memory, as its rows are. */
export interface SeedRun {
  record: RunRecord;
  readonly waves: readonly WaveRow[];
  readonly subjects: Map<number, SubjectRow>;
  readonly steps: Map<number, StepRow>;
  readonly told: Map<number, Partial<StepTold>>;
  readonly gates: Map<string, GateRow>;
  readonly events: NewRunEvent[];
  /** What stages took, for the forecasts of those that come after. */
  readonly site: string;
  /** Where the load goes, kept elsewhere; null: nobody named a plan. */
  readonly evacuation: { readonly title: string; readonly url: string | null } | null;
}

/** Racks as the fleet has them today: what a run did to them long ago is done, and changes nothing when it is told again. */
export type RackNow = EffectRack;

const personOf = (id: string | null) => {
  const person = allPeople.find((one) => one.id === id);
  return person ? { id: person.id, name: person.name, role: person.role } : null;
};

/**
 * The part of the database that runs need, in memory, with a clock that is turned by hand: the services that carry runs out do it here as they
 * do it in a database, so that what a scenario says about the past is what they would have written.
 */
export class RunWorld {
  now = 0;
  readonly runs = new Map<number, SeedRun>();
  readonly racks = new Map<number, RackNow>();
  readonly audited: (NewAuditEvent & { readonly at: number })[] = [];
  readonly notified: (NewNotification & { readonly at: number })[] = [];
  readonly ports: Ports;
  private readonly runOfStep = new Map<number, SeedRun>();

  constructor() {
    const repositories = { ...this.people(), ...this.effects(), runs: this.repository() } as unknown as Repositories;
    const unit = <T>(body: (own: Repositories) => Promise<T>) => body(repositories);
    this.ports = {
      clock: { now: () => this.now },
      work: { read: unit, write: unit },
      jobs: noJobs,
      passwords: { hash: () => Promise.reject(new Error("no passwords here")) },
      importers: {} as Ports["importers"],
    };
  }

  add(run: SeedRun): void {
    this.runs.set(run.record.id, run);
    for (const id of run.steps.keys()) this.runOfStep.set(id, run);
  }

  took(): Took[] {
    return [...this.runs.values()].flatMap(({ steps, subjects, site }) =>
      [...steps.values()].flatMap(({ state, stage, subjectId, begunAt, endedAt }): Took[] =>
        state !== "done" || begunAt === null || endedAt === null
          ? []
          : [{ stage, rackType: subjects.get(subjectId)!.rackType, site, ms: endedAt - begunAt }],
      ),
    );
  }

  private people() {
    return {
      users: {
        withRoles: async (roles: readonly string[]) => allPeople.filter((one) => roles.includes(one.role)),
        person: async (id: string) => personOf(id),
      },
      notifications: {
        add: async (list: readonly NewNotification[]) => {
          this.notified.push(...list.map((one) => ({ ...one, at: this.now })));
        },
      },
      audit: {
        append: async (list: readonly NewAuditEvent[]) => {
          this.audited.push(...list.map((one) => ({ ...one, at: this.now })));
        },
      },
      plans: { get: async () => null },
      // nobody outside has a duty in a scenario
      contacts: { onDuty: async () => new Map() },
      workOrders: { revoke: async () => {} },
      outbox: { add: async () => {} },
    };
  }

  private effects() {
    const nothing = async () => {};
    return {
      locks: { datacenters: nothing },
      runEffects: {
        rack: async (id: number) => this.racks.get(id) ?? null,
        setState: nothing,
        setDevices: nothing,
        dependents: async () => [],
        delivered: async () => [],
      },
    };
  }

  private repository(): Partial<RunRepository> {
    const of = (id: number) => this.runs.get(id)!;
    const details = (run: SeedRun, step: StepRow) => ({
      ...{ checklist: null, evidence: null, result: null, waited: null, failure: null, reason: null },
      ...step,
      ...run.told.get(step.id),
      assignee: personOf(step.assigneeId),
    });
    const tell = async (id: number, told: Partial<StepTold>) => {
      const run = this.runOfStep.get(id)!;
      const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
      run.told.set(id, { ...run.told.get(id), ...given });
    };
    return {
      get: async (id) => this.runs.get(id)?.record ?? null,
      lock: async (id) => this.runs.get(id)?.record ?? null,
      parts: async (id) => {
        const { waves, subjects, steps, gates } = of(id);
        return { waves, subjects: [...subjects.values()], steps: [...steps.values()], gates: [...gates.values()] };
      },
      step: async (id) => {
        const run = this.runOfStep.get(id);
        return run ? { runId: run.record.id, ...details(run, run.steps.get(id)!) } : null;
      },
      results: async (subjectId) => {
        const run = [...this.runs.values()].find((one) => one.subjects.has(subjectId))!;
        const own = [...run.steps.values()].filter((s) => s.subjectId === subjectId && isSettled(s.state));
        return new Map(own.map((s) => [s.stage, run.told.get(s.id)?.result ?? {}]));
      },
      evacuations: async () => new Map(),
      freezes: async () => [],
      elsewhere: async () => [],
      lockServices: async () => {},
      allPaused: async () => null,
      clockRules: async () => [],
      readings: async () => new Map(),
      change: async (id, change: RunChange) => {
        const run = of(id);
        const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
        run.record = { ...run.record, ...given, version: run.record.version + 1, updatedAt: this.now };
      },
      saveSteps: async (steps) => {
        for (const step of steps) this.runOfStep.get(step.id)!.steps.set(step.id, step);
      },
      tell,
      saveGates: async (id, gates) => {
        for (const { openedById, ...gate } of gates)
          of(id).gates.set(`${gate.wave}/${gate.after}`, { ...gate, openedBy: personOf(openedById) });
      },
      saveSubjects: async (changes) => {
        for (const change of changes) {
          const run = [...this.runs.values()].find((one) => one.subjects.has(change.id))!;
          run.subjects.set(change.id, { ...run.subjects.get(change.id)!, ...change });
        }
      },
      append: async (events) => {
        for (const event of events) of(event.runId).events.push(event);
      },
      saveForecast: async (id, foreseen, forecastAt) => {
        const run = of(id);
        run.record = { ...run.record, ...foreseen, forecastAt };
      },
      stops: async (id) =>
        of(id).events.flatMap(({ kind, at, actorName: by }) =>
          kind === "run_pause" || kind === "run_halted" || kind === "run_resume" ? [{ kind, at, by }] : [],
        ),
    };
  }
}
