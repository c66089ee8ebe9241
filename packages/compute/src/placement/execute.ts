import { planPlacement } from "@headroom/core/planning/placement/plan";
import type { PlannerProgress } from "@headroom/core/planning/placement/types";
import type { PlacementJob, TimedPlan } from "./protocol";

/** Progress is told at most this often, milliseconds. */
const PROGRESS_EVERY = 100;

/** Runs a job in the current thread, with its clock. */
export function executePlacement(job: PlacementJob, tell: (progress: PlannerProgress) => void): TimedPlan {
  const stop = new Int32Array(job.stop);
  const start = performance.now();
  const batchSeconds: number[] = [];
  let batchStart = start;
  let told = start;
  const outcome = planPlacement(job.problem, {
    seed: job.seed,
    steps: job.steps,
    shouldStop: () => Atomics.load(stop, 0) !== 0,
    onBatch: () => {
      const now = performance.now();
      batchSeconds.push((now - batchStart) / 1000);
      batchStart = now;
    },
    onProgress: (progress) => {
      const now = performance.now();
      if (!job.progress || (now - told < PROGRESS_EVERY && progress.decided < progress.requests)) return;
      told = now;
      tell(progress);
    },
  });
  return { outcome, seconds: (performance.now() - start) / 1000, batchSeconds };
}
