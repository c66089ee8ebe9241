import type { PlanProgress } from "@headroom/contracts/plan";
import { instantOf } from "../days";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";

/** Progress is saved at most so often. */
const SAVE_EVERY_MS = 300;

/** Stores where a run is; null: it is no longer this run's. */
export type KeepProgress = (
  repositories: Repositories,
  progress: PlanProgress,
) => Promise<{ readonly cancelRequested: boolean } | null>;

/** The plan was cancelled, or is no longer this run's: stop and write nothing. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/**
 * Tells the database where a run is, and hears from it whether somebody cancelled. Saves overlap neither each other nor the end:
 * `settle` waits for the last one.
 */
export class ProgressBoard {
  private saved = 0;
  private saving: Promise<void> | null = null;
  private latest: PlanProgress;

  constructor(
    private readonly ports: Pick<Ports, "clock" | "work">,
    private readonly keep: KeepProgress,
    private readonly onCancel: () => void,
    private readonly onProgress?: (progress: PlanProgress) => void,
  ) {
    const now = instantOf(ports.clock.now());
    this.latest = { phase: "loading", done: 0, total: 0, now: "", startedAt: now, updatedAt: now };
  }

  /** A new phase: saved at once. Throws Cancelled. */
  async phase(phase: PlanProgress["phase"], total: number, now: string): Promise<void> {
    this.set({ phase, done: 0, total, now });
    await this.settle();
    if (await this.save()) throw new Cancelled();
  }

  /** Inside a phase: saved when the last time is long enough ago. Never throws. */
  tick(done: number, now: string): void {
    this.set({ done, now });
    if (this.saving || this.ports.clock.now() - this.saved < SAVE_EVERY_MS) return;
    this.saving = this.save()
      .then((cancelled) => {
        if (cancelled) this.onCancel();
      })
      // losing one report of progress is no reason to lose a plan
      .catch(() => {})
      .finally(() => {
        this.saving = null;
      });
  }

  /** Says that the run lives and hears whether it was cancelled, however long the planner thinks without a word. */
  beat(): void {
    this.tick(this.latest.done, this.latest.now);
  }

  async settle(): Promise<void> {
    while (this.saving) await this.saving;
  }

  private set(change: Partial<PlanProgress>): void {
    this.latest = { ...this.latest, ...change, updatedAt: instantOf(this.ports.clock.now()) };
    this.onProgress?.(this.latest);
  }

  private async save(): Promise<boolean> {
    this.saved = this.ports.clock.now();
    const answer = await this.ports.work.write((repositories) => this.keep(repositories, this.latest));
    return answer === null || answer.cancelRequested;
  }
}
