import type { GateCriterion, Instant } from "./types";

/** What is known of one rack of a gate's wave. */
export interface GateFacts {
  readonly subject: string;
  readonly nameplateW: number;
  /** Of its own meter; null: none, or nobody ever read it. */
  readonly reading: { readonly powerW: number; readonly at: Instant } | null;
  readonly skipped: boolean;
  /** Over the time its criterion asks for; null: nothing was measured in it. */
  readonly measured: { readonly min: number; readonly mean: number; readonly max: number } | null;
}

export interface Judgement {
  /** null: nobody knows yet. */
  readonly met: boolean | null;
  /** Racks that stand in the way, with what they say. */
  readonly against: readonly {
    readonly subject: string;
    readonly powerW: number | null;
    readonly share: number | null;
    /** In the metric's unit, of a criterion over telemetry. */
    readonly value?: number | null;
  }[];
}

/** Whether a wave that is through a gate's stage meets its criterion. One rack that is against it outweighs those of which nobody knows. */
export function judge(criterion: GateCriterion | undefined, wave: readonly GateFacts[], now: Instant): Judgement {
  if (criterion === undefined) return { met: true, against: [] };
  if (criterion.kind === "skips") {
    const skipped = wave.filter((one) => one.skipped);
    const isMet = skipped.length <= criterion.most;
    return {
      met: isMet,
      against: isMet ? [] : skipped.map(({ subject }) => ({ subject, powerW: null, share: null })),
    };
  }
  const silent: Judgement["against"][number][] = [];
  const outside: Judgement["against"][number][] = [];
  const verdict = (): Judgement => {
    if (outside.length > 0) return { met: false, against: outside };
    return silent.length > 0 ? { met: null, against: silent } : { met: true, against: [] };
  };
  if (criterion.kind === "telemetry") {
    const { least, most, stat } = criterion;
    for (const { subject, measured } of wave) {
      const value = measured?.[stat] ?? null;
      const one = { subject, powerW: null, share: null, value };
      if (value === null) silent.push(one);
      else if ((least !== null && value < least) || (most !== null && value > most)) outside.push(one);
    }
    return verdict();
  }
  for (const { subject, nameplateW, reading } of wave) {
    if (reading === null || reading.at + criterion.freshMs < now) {
      silent.push({ subject, powerW: null, share: null });
      continue;
    }
    const share = nameplateW > 0 ? reading.powerW / nameplateW : 0;
    if (share < criterion.minShare || share > criterion.maxShare)
      outside.push({ subject, powerW: reading.powerW, share });
  }
  return verdict();
}
