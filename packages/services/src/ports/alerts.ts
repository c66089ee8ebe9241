import type { AlertFact, Finding } from "@headroom/core/alerting/judge";
import type { AlertState, OpenAlert } from "@headroom/core/alerting/machine";
import type { Wait } from "@headroom/core/alerting/preview";
import type { AlertRule, AlertTest, ClockName, Severity } from "@headroom/core/alerting/rule";

/** Clocks whose past is kept: the log of runs has it. */
export type KeptClock = Exclude<ClockName, "worker_silent" | "source_failing">;

export interface StoredRule extends AlertRule {
  readonly enabled: boolean;
}

export interface AlertRecord {
  readonly id: number;
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly subject: Finding["subject"];
  readonly state: AlertState;
  readonly seen: Finding["seen"];
  /** ISO instants. */
  readonly firstAt: string;
  readonly lastAt: string;
  readonly resolvedAt: string | null;
  readonly silencedUntil: string | null;
  /** Who acknowledged it or silenced it last, and their words. */
  readonly by: string | null;
  readonly note: string | null;
  readonly version: number;
}

export type AlertEventKind = "fired" | "acknowledged" | "silenced" | "silence_over" | "reopened" | "resolved";
export interface AlertEvent {
  readonly kind: AlertEventKind;
  readonly at: string;
  /** Null: the worker. */
  readonly by: string | null;
  readonly note: string | null;
  readonly seen: Finding["seen"] | null;
}

export interface AlertFilter {
  readonly state: "open" | AlertState | "all";
  readonly severity: Severity | null;
  readonly datacenter: string | null;
  readonly rule: string | null;
}

/** By thing, beginnings of the hours (ascending) in which what a test looks for was so. `too_much`: it would take longer than anybody waits. */
export type PastHours =
  | { readonly kind: "found"; readonly things: readonly (readonly number[])[] }
  | { readonly kind: "no_telemetry" }
  | { readonly kind: "too_much" };

export interface AlertRepository {
  /** Evaluating is one worker's at a time: false, and another one does it now. Until the transaction ends. */
  turn(): Promise<boolean>;
  /** What people said of rules, usual ones too. */
  rules(): Promise<StoredRule[]>;
  saveRule(rule: StoredRule): Promise<void>;
  /** What people said of a rule is forgotten: a usual one holds as it did, one of their own is gone. */
  removeRule(id: string): Promise<void>;
  /** What a test looks at, as of now. */
  facts(test: AlertTest, nowMs: number): Promise<AlertFact[]>;
  /** The only statement of its unit of work: it may be given up. */
  past(
    test: Exclude<AlertTest, { kind: "clock" }>,
    over: { readonly sinceMs: number; readonly nowMs: number },
  ): Promise<PastHours>;
  /** Likewise: what a clock ran for, as far as it may have run for so long within the time. */
  pastWaits(
    clock: KeptClock,
    over: { readonly sinceMs: number; readonly nowMs: number; readonly afterMs: number },
  ): Promise<{ readonly kind: "found"; readonly waits: readonly Wait[] } | { readonly kind: "too_much" }>;
  open(): Promise<OpenAlert[]>;
  /** Ids in the order of the findings. One that was silenced until later begins silenced. */
  fire(rule: AlertRule, findings: readonly Finding[], nowMs: number): Promise<{ id: number; silenced: boolean }[]>;
  still(all: readonly { readonly id: number; readonly finding: Finding }[], nowMs: number): Promise<void>;
  absent(ids: readonly number[], nowMs: number): Promise<void>;
  resolve(ids: readonly number[], nowMs: number): Promise<void>;
  silenceOver(ids: readonly number[], nowMs: number): Promise<void>;
  /** Open ones first, the worst first, then the newest; at most so many, and how many there are. */
  list(filter: AlertFilter, limit: number): Promise<{ readonly rows: AlertRecord[]; readonly total: number }>;
  counts(): Promise<{ readonly firing: number; readonly open: number }>;
  find(id: number): Promise<AlertRecord | null>;
  /** Locked until the transaction ends. */
  lock(id: number): Promise<AlertRecord | null>;
  act(
    id: number,
    to: {
      readonly state: AlertState;
      readonly silencedUntilMs: number | null;
      readonly by: string;
      readonly note: string | null;
    },
    event: AlertEventKind,
    nowMs: number,
  ): Promise<void>;
  /** Newest first. */
  events(id: number, limit: number): Promise<AlertEvent[]>;
  /** Who is told in the app. */
  people(): Promise<string[]>;
}
