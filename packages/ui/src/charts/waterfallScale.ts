/** The geometry of the waterfall: shares of the bar column, 0 to 1, from the (possibly cut) start of the axis. */
export interface WaterfallScale {
  /** Where the axis begins; above 0 the bars are drawn broken. */
  start: number;
  at: (value: number) => number;
  steps: { from: number; to: number }[];
}

/** Leaves a little room right of the largest bar. */
const FULL = 0.94;

/** `takes` in the order drawn, each from where the one before ended. The axis is cut when the steps would else be slivers. */
export function waterfall(asked: number, takes: readonly number[], placed: number): WaterfallScale {
  const lowest = Math.min(placed, asked - takes.reduce((sum, one) => sum + one, 0));
  const range = asked - lowest;
  const cut = lowest > 0 && range > 0 && range < asked * 0.4;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, range))) - 0);
  const start = cut ? Math.max(0, Math.floor((lowest - range * 0.4) / unit) * unit) : 0;
  const at = (value: number) => (asked > start ? Math.max(0, (value - start) / (asked - start)) * FULL : 0);
  let level = asked;
  const steps = takes.map((one) => {
    const to = at(level);
    level -= one;
    return { from: at(level), to };
  });
  return { start, at, steps };
}
