import type { AlertTest } from "./rule";

/** What an alert is about; `key` is its own among all kinds. */
export interface AlertSubject {
  readonly kind: "rack" | "server" | "device" | "worker" | "source" | "run";
  /** As stored; of a worker or a source its name. */
  readonly key: string;
  /** As people call it. */
  readonly name: string;
  /** Code; null: of no datacenter. */
  readonly datacenter: string | null;
}

/** What is known of a subject for one rule's test. Instants are milliseconds since 1970. */
export type AlertFact =
  /** The stat of the last hours, newest first, hours without a point left out; `limit`: what it may carry. */
  | {
      readonly kind: "above";
      readonly subject: AlertSubject;
      readonly hours: readonly number[];
      readonly limit: number | null;
    }
  | { readonly kind: "missing"; readonly subject: AlertSubject; readonly lastMs: number }
  | {
      readonly kind: "unusual";
      readonly subject: AlertSubject;
      readonly value: number;
      readonly past: readonly number[];
    }
  | { readonly kind: "clock"; readonly subject: AlertSubject; readonly sinceMs: number };

/** What was found, and against what: in the unit of the metric, or an instant. */
export interface Finding {
  readonly subject: AlertSubject;
  readonly seen: {
    readonly value?: number;
    readonly limit?: number;
    /** Of a limit. */
    readonly share?: number;
    readonly sinceMs?: number;
  };
}

/** Fewer weeks tell nothing of what is usual. */
const LEAST_WEEKS = 2;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Whether a fact is what the test looks for. A fact of another kind than the test never is. */
export function judge(test: AlertTest, fact: AlertFact, nowMs: number): Finding | null {
  const { subject } = fact;
  if (test.kind === "above" && fact.kind === "above") {
    const last = fact.hours.slice(0, test.hours);
    const limit = test.unit === "absolute" ? test.above : fact.limit === null ? null : fact.limit * test.above;
    if (limit === null || last.length < test.hours || !last.every((value) => value > limit)) return null;
    const value = last[0]!;
    return { subject, seen: { value, limit, ...(fact.limit ? { share: value / fact.limit } : {}) } };
  }
  if (test.kind === "missing" && fact.kind === "missing")
    return nowMs - fact.lastMs > test.afterMinutes * 60_000 ? { subject, seen: { sinceMs: fact.lastMs } } : null;
  if (test.kind === "unusual" && fact.kind === "unusual") {
    if (fact.past.length < LEAST_WEEKS) return null;
    const usual = median(fact.past);
    const away = Math.abs(fact.value - usual);
    return away > test.share * Math.abs(usual) && away > test.least
      ? { subject, seen: { value: fact.value, limit: usual } }
      : null;
  }
  if (test.kind === "clock" && fact.kind === "clock")
    return nowMs - fact.sinceMs > test.afterMinutes * 60_000 ? { subject, seen: { sinceMs: fact.sinceMs } } : null;
  return null;
}
