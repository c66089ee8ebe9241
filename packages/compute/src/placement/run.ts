import { Worker } from "node:worker_threads";
import type { PlacementProblem, PlannerProgress } from "@headroom/core/planning/placement/types";
import type { PlacementJob, PlacementMessage, TimedPlan } from "./protocol";

export interface RunOptions {
  readonly seed: number;
  readonly steps: number;
  /** Aborting it ends the search soon; the promise then resolves with the best whole plan so far (`stopped`). */
  readonly signal?: AbortSignal;
  /** The same after so many seconds. */
  readonly seconds?: number;
  /** Told about ten times a second. */
  readonly onProgress?: (progress: PlannerProgress) => void;
}

/**
 * Plans in a thread of its own, so that the caller's thread stays free for signals, cancellation and health checks. Rejects only
 * when the thread itself fails (out of memory, a defect); what is wrong with the problem is in `outcome`.
 */
export function runPlacement(problem: PlacementProblem, options: RunOptions): Promise<TimedPlan> {
  const stop = new SharedArrayBuffer(4);
  const requestStop = () => Atomics.store(new Int32Array(stop), 0, 1);
  const { seed, steps, signal, seconds, onProgress } = options;
  if (signal?.aborted) requestStop();
  const job: PlacementJob = { problem, seed, steps, stop, progress: onProgress !== undefined };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("../thread.mjs", import.meta.url), {
      workerData: { ...job, module: new URL("./worker.ts", import.meta.url).href },
    });
    const timer = seconds === undefined ? undefined : setTimeout(requestStop, Math.min(seconds * 1000, 2 ** 31 - 1));
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", requestStop);
      settle();
    };
    signal?.addEventListener("abort", requestStop);
    worker.on("message", (message: PlacementMessage) => {
      if (message.kind === "progress") onProgress?.(message.progress);
      else {
        const { outcome, seconds: took, batchSeconds } = message;
        end(() => resolve({ outcome, seconds: took, batchSeconds }));
      }
    });
    worker.on("error", (cause) => end(() => reject(cause)));
    worker.on("exit", (code) => end(() => reject(new Error(`the planning thread ended early (exit code ${code})`))));
  });
}
