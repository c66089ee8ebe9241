import type { StudyState } from "@headroom/core/lifecycle/study";
import type { Actor } from "../actor";
import { instantOf } from "../days";
import type { ProgressBoard } from "../plan/progress";
import type { RunTools } from "../plan/run";
import { steer } from "../plan/steer";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { StudyStore } from "../ports/studies";
import { record } from "../record";
import { mustFollow, type StudyKind } from "./guard";

export interface Study<Made> {
  readonly kind: StudyKind;
  readonly store: (repositories: Repositories) => StudyStore;
  /** Reads and thinks; no transaction is open while it does. */
  readonly make: (signal: AbortSignal, board: ProgressBoard) => Promise<Made>;
  /** Stores what it came to, and says it for the audit record. */
  readonly save: (repositories: Repositories, made: Made) => Promise<Readonly<Record<string, unknown>>>;
}

export type StudyOutcome =
  | { readonly outcome: "done" | "cancelled" }
  /** Somebody changed or took it meanwhile: nothing was written. */
  | { readonly outcome: "skipped" }
  /** It says so too, with the trace id. `error` is for the log. */
  | { readonly outcome: "failed"; readonly error: unknown };

/** An expected end without a result: its words are shown. */
export class NoResult extends Error {
  override readonly name = "NoResult";
}

/**
 * Makes a queued study, as plan/run.ts does plans: called by the worker, at least once for every version, and a second run of a version
 * that is done does nothing. Nothing outside of the study's own row is written but the audit event. Throws Interrupted when the process is to end.
 */
export async function runStudy<Made>(
  ports: Ports,
  study: Study<Made>,
  id: number,
  version: number,
  tools: Omit<RunTools, "solve">,
): Promise<StudyOutcome> {
  const run = new Run(ports, study, id, version, tools.traceId);
  if (!(await run.start())) return { outcome: "skipped" };
  const begun = ports.clock.now();
  return steer(ports, tools, {
    keep: (repositories, progress) => study.store(repositories).saveProgress(id, progress),
    make: study.make,
    save: (made: Made) => run.save(made, ports.clock.now() - begun),
    cancel: () => run.end("cancel", { progress: null }),
    fail: (error) => run.fail(error),
  });
}

class Run<Made> {
  private readonly actor: Actor;

  constructor(
    private readonly ports: Ports,
    private readonly study: Study<Made>,
    private readonly id: number,
    private readonly version: number,
    private readonly traceId: string,
  ) {
    this.actor = { id: null, name: "Headroom", role: "system", via: "worker", requestId: traceId };
  }

  async start(): Promise<boolean> {
    return this.ports.work.write(async (repositories) => {
      const store = this.study.store(repositories);
      const locked = await store.lock(this.id);
      if (locked?.version !== this.version || (locked.state !== "queued" && locked.state !== "running")) return false;
      await store.change(this.id, { state: this.next(locked.state, "start") }, { quiet: true });
      return true;
    });
  }

  save(made: Made, tookMs: number): Promise<StudyOutcome> {
    return this.finishing(async (repositories) => {
      const after = await this.study.save(repositories, made);
      const state = this.next("running", "finish");
      const solvedAt = instantOf(this.ports.clock.now());
      await this.study
        .store(repositories)
        .change(this.id, { state, progress: null, failure: null, solvedAt, tookMs: Math.round(tookMs) });
      await this.note(repositories, "finish", { state, ...after });
      return { outcome: "done" };
    });
  }

  fail(error: unknown): Promise<StudyOutcome> {
    // the text of an unexpected error stays in the log: it may hold anything
    const message = error instanceof NoResult ? error.message : "The planner stopped unexpectedly.";
    const failure = { message, traceId: this.traceId };
    return this.end("fail", { failure, progress: null }, error);
  }

  end(action: "cancel" | "fail", change: object, error?: unknown): Promise<StudyOutcome> {
    return this.finishing(async (repositories) => {
      const state = this.next("running", action);
      await this.study.store(repositories).change(this.id, { state, ...change });
      await this.note(repositories, action === "fail" ? "fail" : "stopped", { state, traceId: this.traceId });
      return action === "fail" ? { outcome: "failed", error } : { outcome: "cancelled" };
    });
  }

  /** Only while it is still this run's to end. */
  private finishing(body: (repositories: Repositories) => Promise<StudyOutcome>): Promise<StudyOutcome> {
    return this.ports.work.write(async (repositories) => {
      const locked = await this.study.store(repositories).lock(this.id);
      if (locked?.state !== "running" || locked.version !== this.version) return { outcome: "skipped" };
      return body(repositories);
    });
  }

  private next(state: StudyState, action: "start" | "finish" | "fail" | "cancel"): StudyState {
    return mustFollow(this.study.kind, this.id, state, action);
  }

  private note(repositories: Repositories, what: string, after: object): Promise<void> {
    const { kind } = this.study;
    return record(repositories, this.actor, {
      action: `${kind}.${what}`,
      entityKind: kind,
      entityId: String(this.id),
      before: { state: "running" },
      after,
    });
  }
}

/** Fails a study that the worker gave up: making it brought the process down too often. Leaves one that does not run as it is. */
export async function giveUpStudy<Made>(
  ports: Ports,
  study: Pick<Study<Made>, "kind" | "store">,
  id: number,
  version: number,
  traceId: string,
): Promise<void> {
  const never = () => Promise.reject(new Error("given up"));
  await new Run(ports, { ...study, make: never, save: never }, id, version, traceId).fail(null);
}
