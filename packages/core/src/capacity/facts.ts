import { firstDay } from "../foundation/months";
import { type FactResource, factResources } from "./exhaustion";
import type { DatacenterAccount } from "./types";

/** The datacenter as a whole, in place of a family. */
export const ALL_FAMILIES = "*";

/** Racks of one type that stand or are promised. Draining ones are in service until they are gone. */
export interface FactRacks {
  readonly familyCode: string;
  readonly kind: "installed" | "in_service" | "committed";
  readonly racks: number;
  /** Of one rack. */
  readonly powerW: number;
  readonly coolingW: number;
}

/** A row of the table capacity_month. Units: positions for space, W for the others; whole numbers. */
export interface CapacityFact {
  /** First day of the month, "2026-05-01". */
  readonly month: string;
  readonly datacenterId: string;
  readonly familyCode: string;
  readonly resource: FactResource;
  readonly limitValue: number;
  /** All standing racks, in service or not. */
  readonly installed: number;
  readonly inService: number;
  readonly committed: number;
  readonly reserved: number;
  readonly stranded: number;
}

const amountOf: Readonly<Record<FactResource, (r: FactRacks) => number>> = {
  space: (r) => r.racks,
  power: (r) => r.racks * r.powerW,
  cooling: (r) => r.racks * r.coolingW,
};

/**
 * The facts of one datacenter for one month: a row for the whole ("*", the only one with a limit, reserved and stranded) and one for each
 * family, for space, power and cooling. Families of the racks that are not in `families` get a row too, so that families add up to
 * the whole. O(racks + families).
 */
export function capacityFacts(
  month: string,
  account: DatacenterAccount,
  racks: readonly FactRacks[],
  families: readonly string[],
): CapacityFact[] {
  const codes = [...new Set([...families, ...racks.map((r) => r.familyCode)])];
  const of = (resource: FactResource, familyCode: string) => {
    const sum = (kinds: readonly FactRacks["kind"][]) =>
      Math.round(
        racks
          .filter((r) => kinds.includes(r.kind) && (familyCode === ALL_FAMILIES || r.familyCode === familyCode))
          .reduce((total, r) => total + amountOf[resource](r), 0),
      );
    return {
      month: firstDay(month),
      datacenterId: account.datacenterId,
      familyCode,
      resource,
      limitValue: 0,
      installed: sum(["installed", "in_service"]),
      inService: sum(["in_service"]),
      committed: sum(["committed"]),
      reserved: 0,
      stranded: 0,
    };
  };
  return factResources.flatMap((resource): CapacityFact[] => {
    const whole = account.total[resource];
    return [
      {
        ...of(resource, ALL_FAMILIES),
        limitValue: Math.round(whole.supply),
        installed: Math.round(whole.installed),
        committed: Math.round(whole.committed),
        reserved: Math.round(whole.reserved),
        stranded: Math.round(whole.stranded),
      },
      ...codes.map((code) => of(resource, code)),
    ];
  });
}
