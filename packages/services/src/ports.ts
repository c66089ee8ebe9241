import type { ControllerInput } from "@headroom/contracts/controller";
import type { Retention } from "@headroom/core/telemetry/point";
import type { Importers } from "./ports/imports";
import type { Repositories } from "./ports/repositories";
import type { Secrets } from "./ports/secrets";
import type { StudyKind } from "./study/guard";

/** What use cases need from the outside. `packages/runtime` binds it; unit tests use the fakes. */
export interface Ports {
  readonly clock: Clock;
  readonly work: UnitOfWork;
  readonly jobs: Jobs;
  readonly passwords: Passwords;
  /** Whose fleet it is, at the head of every page. Absent: the product's name. */
  readonly operator?: string;
  /** How long a meter may say nothing until its last reading counts no more. Absent: a day. */
  readonly meterSilentAfterMs?: number;
  /** How long telemetry is kept. Absent: as core says. */
  readonly telemetryKept?: Retention;
  /** Days before the end of a reservation on which its owner and planners are told. Absent: as core says. */
  readonly reservationNoticeDays?: number;
  readonly importers: Importers;
  /** Counts who opens links that need no account. Absent: nobody does. */
  readonly linkLimits?: LinkLimits;
  /** Reads controllers from a CSV file. Absent: files of them are not taken here. */
  readonly readControllers?: (
    name: string,
    bytes: Uint8Array,
  ) => Promise<{
    readonly rows: readonly { readonly line: number; readonly controller: ControllerInput }[];
    readonly rejected: readonly {
      readonly line: number | null;
      readonly column: string | null;
      readonly value: string;
      readonly expected: string;
    }[];
  }>;
  /** Absent: nothing that must stay secret can be kept or used. */
  readonly secrets?: Secrets;
  /** Somebody records traces. Absent: nobody does, and nobody asks where they began. */
  readonly isTraced?: boolean;
}

export interface LinkLimits {
  /** Takes points of what an address may spend in a while. Seconds to wait where it has spent them, else null. */
  spend(address: string, points: number): Promise<number | null>;
}

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

/** One PostgreSQL transaction per call. A throw rolls everything back. */
export interface UnitOfWork {
  /** Read only, repeatable read: all reads see one moment. */
  read<T>(body: (repositories: Repositories) => Promise<T>): Promise<T>;
  /** Read committed, with the locks that repositories take (datacenters in id order). Ends after `limitMs` (default 120,000). */
  write<T>(body: (repositories: Repositories) => Promise<T>, options?: { readonly limitMs?: number }): Promise<T>;
}

/** Long work, done by the worker. Enqueueing the same key again is one job. */
export interface Jobs {
  /** Called after the transaction that made the plan `queued` has committed; a sweep in the worker finds what a crash left out. */
  enqueuePlan(planId: number, version: number): Promise<void>;
  /** The same for a scenario or a replay. */
  enqueueStudy(kind: StudyKind, id: number, version: number): Promise<void>;
  /** A run that somebody has to look at (its `wakeAt` is over). The worker finds by itself what was not enqueued. */
  enqueueRun(id: number, version: number): Promise<void>;
  /** A step about which the world has to be asked for the `asks`-th time. The same. */
  enqueueStep(id: number, asks: number): Promise<void>;
}

export interface Passwords {
  /** Slow and salted, in the form sign-in checks. */
  hash(password: string): Promise<string>;
}
