import type { PastDemand } from "./requests";
import type { StudyRecord, StudyStore } from "./studies";
import type { Person } from "./users";

/** A replay of the past. JSON columns are shapes of packages/contracts (replay). */
export interface ReplayRecord extends StudyRecord {
  /** null: all regions. */
  readonly regionId: number | null;
  readonly region: string | null;
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
  readonly policy: "place-all" | "selective";
  readonly order: "urgent" | "arrival" | "largest";
  readonly seed: number;
  readonly steps: number;
  readonly summary: unknown;
  readonly decisions: unknown;
  readonly snapshot: unknown;
  readonly author: Person;
}

/** Racks that a plan which counts (submitted, or approved) has placed of a request. */
export interface RealPlacement {
  readonly requestId: number;
  readonly planId: number;
  readonly planActionId: number;
  readonly datacenter: string;
  readonly room: string;
  readonly row: string;
  readonly rowId: number;
  readonly racks: number;
}

export interface ReplayRepository extends StudyStore {
  /** Newest first, without decisions. */
  list(page: { cursor?: string; limit: number }): Promise<{ rows: ReplayRecord[]; next: string | null; total: number }>;
  get(id: number): Promise<ReplayRecord | null>;
  insert(replay: {
    regionId: number | null;
    from: string;
    to: string;
    policy: string;
    order: string;
    seed: number;
    steps: number;
    authorId: string;
    progress: unknown;
  }): Promise<number>;
  saveResult(id: number, result: { summary: unknown; decisions: unknown; snapshot: unknown }): Promise<void>;
  /** Ids of requests made from the first to the last day that were neither drafts nor taken back, as they came. */
  requestsMade(range: { regionId: number | null; from: string; to: string }): Promise<number[]>;
  realPlacements(requestIds: readonly number[]): Promise<RealPlacement[]>;
  /** What was asked for before the day, newest first: all that a planner of that day could have known. */
  demandBefore(regionIds: readonly number[], day: string, limit: number): Promise<PastDemand[]>;
}
