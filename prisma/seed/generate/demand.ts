import { monthsUpTo } from "@headroom/core/foundation/months";
import type { RegionSpec } from "../scenarios/scenario";
import type { Dice } from "./dice";

/** A region's racks of one family by month, oldest first: what was needed, and what stood to meet it. */
export interface Series {
  readonly months: readonly string[];
  /** Demand in racks: trend, season, shocks and noise. */
  readonly demand: readonly number[];
  /** Racks that stand at the month's end: follows demand, never falls. One entry more, before the first month. */
  readonly standing: readonly number[];
}

/** How much each family swings with the year, and in which month it peaks. */
const seasons = [
  { swing: 0.045, peak: 11 },
  { swing: 0.03, peak: 11 },
  { swing: 0.015, peak: 1 },
  { swing: 0.025, peak: 5 },
] as const;

/** Racks are bought for a little more than what is needed. */
const RESERVE = 0.94;

interface Shock {
  readonly from: number;
  readonly months: number;
  readonly size: number;
}

/** One lasting step and one passing dip or surge for each region, all families alike. */
function shocksOf(dice: Dice, months: number): Shock[] {
  const step = {
    from: dice.int(Math.floor(months / 4), Math.floor((months * 2) / 3)),
    months,
    size: dice.int(2, 5) / 100,
  };
  const passing = {
    from: dice.int(2, Math.max(2, months - 6)),
    months: dice.int(2, 4),
    size: (dice.chance(0.5) ? -1 : 1) * (dice.int(3, 7) / 100),
  };
  return [step, passing];
}

/**
 * Demand and standing racks of each family of a region: standing grows from `fill[0]` to `fill[1]` of its positions. The season's
 * swing and the shocks are in the demand; what stands follows its highest level so far.
 */
export function buildDemand(
  region: RegionSpec,
  positions: number,
  lastMonth: string,
  count: number,
  dice: Dice,
): Series[] {
  const months = monthsUpTo(lastMonth, count);
  const shocks = shocksOf(dice, count);
  const [then, now] = region.fill;
  return region.mix.map((part, family) => {
    const season = seasons[family]!;
    const final = Math.round(positions * now * part);
    const start = Math.round(positions * then * part);
    const level = (m: number) => then / now + (1 - then / now) * ((m + 1) / count) ** region.acceleration;
    const shape = months.map((month, m) => {
      const yearly = 1 + season.swing * Math.cos((2 * Math.PI * (Number(month.slice(5)) - season.peak)) / 12);
      const shock = shocks.reduce((sum, s) => sum + (m >= s.from && m < s.from + s.months ? s.size : 0), 0);
      return level(m) * yearly * (1 + shock) * (1 + 0.008 * dice.normal());
    });
    // what stands: half the trend itself, half the demand's highest level so far, so that it grows in steps
    const highest: number[] = [];
    for (const value of shape) highest.push(Math.max(value, highest.at(-1) ?? 0));
    const [low, high] = [highest[0]!, highest.at(-1)!];
    const standing = months.map((_, m) => {
      const stepped = high === low ? 1 : (highest[m]! - low) / (high - low);
      const even = (level(m) - level(0)) / (1 - level(0) || 1);
      return Math.round(start + (final - start) * (0.35 * stepped + 0.65 * even));
    });
    const scale = (RESERVE * final) / high;
    const demand = shape.map((value, m) => Math.max(0, Math.min(standing[m]!, Math.round(value * scale))));
    return { months, demand, standing: [start, ...standing] };
  });
}
