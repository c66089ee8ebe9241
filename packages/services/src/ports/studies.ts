import type { StudyState } from "@headroom/core/lifecycle/study";

/** What scenarios and replays have in common: work of the worker on a copy. JSON columns are what was stored. */
export interface StudyRecord {
  readonly id: number;
  readonly state: StudyState;
  readonly version: number;
  readonly cancelRequested: boolean;
  readonly progress: unknown;
  readonly failure: unknown;
  /** Moments. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly solvedAt: string | null;
  readonly tookMs: number | null;
}

/** Fields that change with a state; absent ones stay. */
export interface StudyChange {
  readonly state?: StudyState;
  readonly cancelRequested?: boolean;
  readonly progress?: unknown;
  readonly failure?: unknown;
  readonly solvedAt?: string | null;
  readonly tookMs?: number | null;
}

/** What runs it, whatever its kind. */
export interface StudyStore {
  /** Locks the row to the end of the unit of work. */
  lock(id: number): Promise<{ readonly state: StudyState; readonly version: number } | null>;
  /** Raises the version by one, unless `quiet`. */
  change(id: number, change: StudyChange, options?: { quiet?: boolean }): Promise<void>;
  /** For the worker while it runs, without touching the version. null: it does not run. */
  saveProgress(id: number, progress: unknown): Promise<{ readonly cancelRequested: boolean } | null>;
  /** Queued and running ones that changed last before the moment, for the sweep that finds those without a run. */
  unfinished(before: string): Promise<{ id: number; version: number }[]>;
}
