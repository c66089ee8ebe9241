import type { Result } from "@headroom/core/foundation/result";
import type {
  PlacementProblem,
  PlacementResult,
  PlannerProgress,
  ProblemFault,
} from "@headroom/core/planning/placement/types";

/** What the caller's thread and the planning thread say to each other. */
export interface PlacementJob {
  readonly problem: PlacementProblem;
  readonly seed: number;
  readonly steps: number;
  /** One Int32: becomes 1 when the search shall stop. Shared memory, because a thread that computes reads no messages. */
  readonly stop: SharedArrayBuffer;
  readonly progress: boolean;
}

/** A plan with how long it took, by the planning thread's clock. */
export interface TimedPlan {
  readonly outcome: Result<PlacementResult, readonly ProblemFault[]>;
  readonly seconds: number;
  readonly batchSeconds: readonly number[];
}

export type PlacementMessage =
  | { readonly kind: "progress"; readonly progress: PlannerProgress }
  | ({ readonly kind: "done" } & TimedPlan);
