import type { Jobs } from "../ports";

const jobsOf = (enqueue: () => Promise<void>): Jobs => ({
  ...{ enqueuePlan: enqueue, enqueueStudy: enqueue, enqueueRun: enqueue, enqueueStep: enqueue },
});

/** Enqueues nothing: for tests and seeds that do the work themselves. */
export const noJobs: Jobs = jobsOf(async () => {});
/** For what never enqueues anything: it fails. */
export const neverJobs: Jobs = jobsOf(() => Promise.reject(new Error("no jobs here")));
