import type { Stage } from "./types";

/** How long a stage took once. */
export interface Took {
  readonly stage: string;
  readonly rackType: string;
  readonly site: string;
  readonly ms: number;
}

/** From so many on, what was learnt is believed. */
export const ENOUGH = 5;

export interface Learnt {
  /** From short to long. */
  readonly ms: readonly number[];
  /** What it was learnt from: the same type at the same site, the type anywhere, the stage anywhere, or nothing. */
  readonly from: "site" | "type" | "stage" | "usual";
}

/** The durations of stages, from the narrowest history that has enough. */
export class Durations {
  private readonly lists = new Map<string, number[]>();

  constructor(took: readonly Took[]) {
    for (const { stage, rackType, site, ms } of took) {
      if (!(ms >= 0 && Number.isFinite(ms))) continue;
      for (const key of [`${stage}`, `${stage}\u0000${rackType}`, `${stage}\u0000${rackType}\u0000${site}`])
        this.listOf(key).push(ms);
    }
    for (const list of this.lists.values()) list.sort((a, b) => a - b);
  }

  private listOf(key: string): number[] {
    const list = this.lists.get(key) ?? [];
    this.lists.set(key, list);
    return list;
  }

  of({ key, usualMs }: Pick<Stage, "key" | "usualMs">, rackType: string, site: string): Learnt {
    const ways = [
      ["site", `${key}\u0000${rackType}\u0000${site}`],
      ["type", `${key}\u0000${rackType}`],
      ["stage", key],
    ] as const;
    for (const [from, name] of ways) {
      const ms = this.lists.get(name);
      if (ms && ms.length >= ENOUGH) return { ms, from };
    }
    return { ms: [usualMs], from: "usual" };
  }
}

/** The quantile q (0 to 1) of sorted numbers, between neighbours by their distance (type 7 of Hyndman and Fan 1996). */
export function quantile(sorted: readonly number[], q: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) * Math.min(1, Math.max(0, q));
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
}
