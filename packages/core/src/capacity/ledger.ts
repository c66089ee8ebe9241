import type { OccupancyKind } from "../topology/datacenter";
import { COOLING_UNITS_PER_W, POWER_UNITS_PER_W } from "../topology/units";
import type { Resource, ResourceAccount, ResourceAccounts, StrandedCause } from "./types";

export const resources = ["space", "power", "failover", "cooling"] as const satisfies readonly Resource[];
export const strandedCauses = [
  "space",
  "row",
  "device",
  "failover",
  "cooling",
  "weight",
  "ports",
  "rule",
] as const satisfies readonly StrandedCause[];

/** Whole units of a resource in one watt (one position): sums in them are exact (topology/units.ts). */
export const unitsOf: Readonly<Record<Resource, number>> = {
  space: 1,
  power: POWER_UNITS_PER_W,
  failover: POWER_UNITS_PER_W,
  cooling: COOLING_UNITS_PER_W,
};

/** A resource account being added up, in exact units. */
export interface Tally {
  free: number;
  readonly used: Record<OccupancyKind, number>;
  readonly strandedBy: Record<StrandedCause, number>;
}
export type Ledger = Readonly<Record<Resource, Tally>>;

const tally = (): Tally => ({
  free: 0,
  used: { occupied: 0, committed: 0, held: 0, reserved: 0 },
  strandedBy: { space: 0, row: 0, device: 0, failover: 0, cooling: 0, weight: 0, ports: 0, rule: 0 },
});

export const newLedger = (): Ledger => ({ space: tally(), power: tally(), failover: tally(), cooling: tally() });

export function addLedger(into: Ledger, from: Ledger): void {
  for (const resource of resources) {
    const [a, b] = [into[resource], from[resource]];
    a.free += b.free;
    for (const kind of ["occupied", "committed", "held", "reserved"] as const) a.used[kind] += b.used[kind];
    for (const cause of strandedCauses) a.strandedBy[cause] += b.strandedBy[cause];
  }
}

/** Stranded is a part of free. Only where a limit is exceeded elsewhere do the causes add up to more: then they give way in order. */
function capped(strandedBy: Tally["strandedBy"], free: number): Partial<Record<StrandedCause, number>> {
  let room = Math.max(0, free);
  const out: Partial<Record<StrandedCause, number>> = {};
  for (const cause of [...strandedCauses].reverse()) {
    const part = Math.min(strandedBy[cause], room);
    if (part > 0) out[cause] = part;
    room -= part;
  }
  return out;
}

function closeTally(resource: Resource, t: Tally, scale = 1): ResourceAccount {
  const per = unitsOf[resource] * scale;
  const used = t.used.occupied + t.used.committed + t.used.held + t.used.reserved;
  const strandedBy = capped(t.strandedBy, t.free);
  const parts = strandedCauses.flatMap((c) => (strandedBy[c] === undefined ? [] : [[c, strandedBy[c]] as const]));
  return {
    resource,
    supply: (used + t.free) / per,
    installed: t.used.occupied / per,
    committed: t.used.committed / per,
    held: t.used.held / per,
    reserved: t.used.reserved / per,
    free: t.free / per,
    stranded: parts.reduce((sum, [, units]) => sum + units, 0) / per,
    strandedBy: Object.fromEntries(parts.map(([cause, units]) => [cause, units / per])),
  };
}

/** The finished account, in positions and watts. `powerScale`: how much finer power was counted (topology/units.ts). */
export const closeLedger = (ledger: Ledger, powerScale = 1): ResourceAccounts => ({
  space: closeTally("space", ledger.space),
  power: closeTally("power", ledger.power, powerScale),
  failover: closeTally("failover", ledger.failover, powerScale),
  cooling: closeTally("cooling", ledger.cooling),
});
