import { type Learnt, quantile } from "./durations";
import type { Instant, Stage } from "./types";

/** How long somebody has for a stage of a kind of run, as people set it. */
export interface ClockRule {
  /** null: as long as nine in ten took, where that is known. */
  readonly dueMs: number | null;
  /** Share of the time after which whoever has it is reminded, above 0 and below 1. */
  readonly warnShare: number;
}

export interface StageClock {
  readonly dueMs: number;
  /** After so long whoever has it is reminded. At most `dueMs`. */
  readonly warnMs: number;
  /** Where `dueMs` is from: the template's own, the rule, what was learnt, or the template's usual time. */
  readonly from: "template" | "rule" | Learnt["from"];
  /** Durations that were learnt from. */
  readonly times: number;
}

export const usualRule: ClockRule = { dueMs: null, warnShare: 0.8 };
/** Nobody is reminded sooner before the end than that, if all goes as it usually does. */
const LONGEST_NOTICE_MS = 86_400_000;
/** Of those that took at least as long as this one has, so many are to be in time, or somebody is told. */
const SURE = 0.8;

/** The time for a stage: the template's where it says one, else the rule's, else nine in ten of what was learnt, else what is usual. */
export function stageClock(
  { dueMs, usualMs }: Pick<Stage, "dueMs" | "usualMs">,
  learnt: Learnt,
  rule: ClockRule = usualRule,
): StageClock {
  const known = learnt.from !== "usual";
  const due = dueMs ?? rule.dueMs ?? (known ? Math.round(quantile(learnt.ms, 0.9)) : usualMs);
  const byShare = Math.max(rule.warnShare * due, due - LONGEST_NOTICE_MS);
  return {
    dueMs: due,
    warnMs: Math.max(0, Math.floor(Math.min(byShare, known ? doubtfulAfter(learnt.ms, due) : due))),
    from: dueMs !== undefined ? "template" : rule.dueMs !== null ? "rule" : learnt.from,
    times: known ? learnt.ms.length : 0,
  };
}

/**
 * After how long it is doubtful that something is in time: of those before it that took longer than this one has, fewer than eight in ten were.
 * `sorted`: durations, from short to long. Infinity: never.
 */
export function doubtfulAfter(sorted: readonly number[], dueMs: number): number {
  for (let i = 0; i < sorted.length; i++) {
    const passed = i === 0 ? 0 : sorted[i - 1]!;
    if (passed >= dueMs) return Number.POSITIVE_INFINITY;
    if (quantile(sorted.slice(i), SURE) > dueMs) return passed;
  }
  return Number.POSITIVE_INFINITY;
}

/** Who is told about a task: whoever has it; then who made the run and operators, too; then all of them that it is late. */
export const escalations = ["remind", "escalate", "late"] as const;
export type Escalation = (typeof escalations)[number];

export interface Timed {
  readonly startedAt: Instant | null;
  readonly warnAt: Instant | null;
  readonly dueAt: Instant | null;
  /** When somebody was told last; null: nobody was. */
  readonly escalatedAt: Instant | null;
}

/** Halfway between the reminder and the end others are told, so that it is before it is missed. */
function momentsOf({ warnAt, startedAt, dueAt }: Timed): readonly Instant[] {
  if (dueAt === null || startedAt === null) return [];
  const warn = Math.min(warnAt ?? dueAt, dueAt);
  return [warn, warn + Math.ceil((dueAt - warn) / 2), dueAt];
}

/** What is to be said about a task now, and when to look again. What was missed meanwhile is said once, the gravest. */
export function escalationOf(
  task: Timed,
  now: Instant,
): { readonly say: Escalation | null; readonly next: Instant | null } {
  const moments = momentsOf(task);
  const told = moments.filter((at) => task.escalatedAt !== null && at <= task.escalatedAt).length;
  const due = moments.filter((at) => at <= now).length;
  return {
    say: due > told ? escalations[due - 1]! : null,
    next: moments.find((at) => at > now) ?? null,
  };
}
