import type { NewPlanAction } from "./plans";
import type { StudyChange, StudyRecord, StudyStore } from "./studies";
import type { Person } from "./users";

/** A scenario of a plan. JSON columns are shapes of packages/contracts (scenario). */
export interface ScenarioRecord extends StudyRecord {
  readonly planId: number;
  /** 1 to 4: A to D. */
  readonly slot: number;
  readonly name: string;
  readonly changes: unknown;
  readonly summary: unknown;
  readonly decisions: unknown;
  /** Versions of the datacenters it was solved on. */
  readonly snapshot: unknown;
  /** Hash of the draft it was solved beside. */
  readonly baseHash: string | null;
  readonly author: Person;
}

export interface ScenarioResult {
  readonly summary: unknown;
  readonly decisions: unknown;
  readonly snapshot: unknown;
  readonly baseHash: string | null;
  /** null: its outcome is not possible in the world as it is. */
  readonly actions: readonly NewPlanAction[] | null;
}

export interface ScenarioChanged extends StudyChange {
  readonly name?: string;
  readonly changes?: unknown;
}

export interface ScenarioRepository extends StudyStore {
  /** In the order of their letters. */
  ofPlan(planId: number): Promise<ScenarioRecord[]>;
  get(id: number): Promise<ScenarioRecord | null>;
  /** State, version and progress alone. */
  progressOf(planId: number): Promise<Pick<ScenarioRecord, "id" | "state" | "version" | "progress">[]>;
  insert(scenario: {
    planId: number;
    slot: number;
    name: string;
    changes: unknown;
    authorId: string;
    progress: unknown;
  }): Promise<number>;
  change(id: number, change: ScenarioChanged, options?: { quiet?: boolean }): Promise<void>;
  saveResult(id: number, result: ScenarioResult): Promise<void>;
  actions(id: number): Promise<readonly NewPlanAction[] | null>;
  remove(id: number): Promise<void>;
}
