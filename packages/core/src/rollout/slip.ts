import type { CriticalStep } from "./forecast";
import type { Instant } from "./types";

/** What the time of a run goes to. */
export const timeKinds = [
  /** A stage in work. */
  "stage",
  /** Attempts that failed, and the pauses after them. */
  "retry",
  /** A gate that somebody had to open. */
  "gate",
  "paused",
  "halted",
  /** Limits, freezes, dates, waves: nobody's work. */
  "wait",
  /** The forecast's own spread: the middle of its end is not the end of the one run it shows. */
  "spread",
] as const;
export type TimeKind = (typeof timeKinds)[number];

/** What nothing could go on for. Of two at one time the one named first counts. */
export interface Interruption {
  readonly kind: Exclude<TimeKind, "stage" | "wait" | "spread">;
  readonly stage: string | null;
  readonly who: string | null;
  readonly from: Instant;
  readonly to: Instant;
}

export interface Spent {
  readonly kind: TimeKind;
  readonly stage: string | null;
  /** Who had it, the one who had it longest. */
  readonly who: string | null;
  readonly ms: number;
}

/** When a run was, or is, expected to end, and what all of the time up to then goes to. */
export interface Account {
  readonly ends: Instant;
  readonly spent: readonly Spent[];
}

/** How much later it ends (negative: sooner), and what makes it so: the parts add up to it exactly, the largest first. */
export interface Slip {
  readonly byMs: number;
  readonly parts: readonly Spent[];
}

export interface AccountInput {
  readonly begin: Instant;
  readonly ends: Instant;
  /** The steps that decide the end, first to last. */
  readonly path: readonly CriticalStep[];
  readonly interruptions: readonly Interruption[];
  /** Who had a step; null: a machine, nobody, or nobody yet. */
  readonly whoOf: (step: CriticalStep) => string | null;
}

const keyOf = ({ kind, stage }: Pick<Spent, "kind" | "stage">) => `${kind}/${stage ?? ""}`;

/** Adds up by kind and stage. */
class Sums {
  private readonly sums = new Map<
    string,
    { kind: TimeKind; stage: string | null; ms: number; who: Map<string, number> }
  >();

  add({ kind, stage, who, ms }: Spent): void {
    if (ms === 0) return;
    const key = keyOf({ kind, stage });
    const sum = this.sums.get(key) ?? { kind, stage, ms: 0, who: new Map() };
    this.sums.set(key, sum);
    sum.ms += ms;
    if (who !== null) sum.who.set(who, (sum.who.get(who) ?? 0) + ms);
  }

  list(): Spent[] {
    return [...this.sums.values()].map(({ kind, stage, ms, who }) => {
      const [most] = [...who].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      return { kind, stage, ms, who: most?.[0] ?? null };
    });
  }
}

/** Every millisecond from the beginning to the end, each once. O(path x interruptions). */
export function accountOf({ begin, ends, path, interruptions, whoOf }: AccountInput): Account {
  const sums = new Sums();
  let here = begin;
  for (const step of [...path].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (step.from > here) {
      for (const piece of piecesOf(here, step.from, step.stage, interruptions)) sums.add(piece);
      here = step.from;
    }
    if (step.to <= here) continue;
    sums.add({ kind: "stage", stage: step.stage, who: whoOf(step), ms: step.to - here });
    here = step.to;
  }
  sums.add({ kind: "spread", stage: null, who: null, ms: ends - here });
  return { ends, spent: sums.list() };
}

/** The time between two steps, by what it was lost to. */
function piecesOf(from: Instant, to: Instant, next: string, interruptions: readonly Interruption[]): Spent[] {
  const inside = interruptions.filter((one) => one.from < to && one.to > from);
  const cuts = new Set([from, to]);
  for (const one of inside) for (const at of [one.from, one.to]) if (at > from && at < to) cuts.add(at);
  const marks = [...cuts].sort((a, b) => a - b);
  return marks.slice(1).map((end, i) => {
    const begin = marks[i]!;
    const by = inside.find((one) => one.from <= begin && one.to >= end);
    return by
      ? { kind: by.kind, stage: by.stage, who: by.who, ms: end - begin }
      : { kind: "wait" as const, stage: next, who: null, ms: end - begin };
  });
}

/** Why the end is where it is now, and not where it was. */
export function slipOf(before: Account, now: Account): Slip {
  const was = new Map(before.spent.map((one) => [keyOf(one), one]));
  const is = new Map(now.spent.map((one) => [keyOf(one), one]));
  const parts = [...new Set([...was.keys(), ...is.keys()])].flatMap((key): Spent[] => {
    const { kind, stage, who } = is.get(key) ?? was.get(key)!;
    const ms = (is.get(key)?.ms ?? 0) - (was.get(key)?.ms ?? 0);
    return ms === 0 ? [] : [{ kind, stage, who, ms }];
  });
  return {
    byMs: now.ends - before.ends,
    parts: parts.sort((a, b) => Math.abs(b.ms) - Math.abs(a.ms) || (keyOf(a) < keyOf(b) ? -1 : 1)),
  };
}
