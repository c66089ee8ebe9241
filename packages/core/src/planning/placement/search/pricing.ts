import { CONSTRAINTS } from "../constraints/list";
import type { RowLimits } from "../row-limits";
import type { Floor } from "./floor";
import type { Strategy } from "./strategy";

/** A strategy with its weights spread over the limits of a floor. */
export interface Pricing {
  readonly strategy: Strategy;
  /** By limit id: weight / capacity squared; 0 where the limit has no capacity or no price. */
  readonly price: Float64Array;
}

const pricings = new WeakMap<RowLimits, WeakMap<Strategy, Pricing>>();

/** The pricing of a strategy on a floor's limits; worked out once for both. */
export function pricingOf(floor: Floor, strategy: Strategy): Pricing {
  let known = pricings.get(floor.limits);
  if (!known) {
    known = new WeakMap();
    pricings.set(floor.limits, known);
  }
  let pricing = known.get(strategy);
  if (!pricing) {
    pricing = priceLimits(floor.limits, strategy);
    known.set(strategy, pricing);
  }
  return pricing;
}

/**
 * Whether a limit needs no look because another one implies it: where every rack hangs from at most two feeds, a survivor takes over no
 * more than it carries already, so that twice the normal capacity is enough after any failure (2N).
 */
export function isImplied({ idKind, idSubject, dc }: RowLimits, id: number): boolean {
  if (CONSTRAINTS[idKind[id]!]!.limit !== "failover" || dc.powerScale !== 1) return false;
  const device = dc.slotDevice[idSubject[id]!]!;
  return dc.deviceFailover[device]! >= 2 * dc.deviceCapacity[device]!;
}

function priceLimits(limits: RowLimits, strategy: Strategy): Pricing {
  const { idKind, idSubject, idCapacity, dc } = limits;
  const weightOf = (id: number): number => {
    const { limit } = CONSTRAINTS[idKind[id]!]!;
    if (limit === "positions" || isImplied(limits, id)) return 0;
    // weight and ports are as dear as cooling
    if (limit === "roomWeight" || limit === "ports") return strategy.cooling;
    const top = limit === "failover" && dc.deviceParent[dc.slotDevice[idSubject[id]!]!]! < 0;
    return top ? strategy.balance : strategy[limit];
  };
  const price = Float64Array.from(idCapacity, (capacity, id) =>
    capacity > 0 ? weightOf(id) / (capacity * capacity) : 0,
  );
  return { strategy, price };
}
