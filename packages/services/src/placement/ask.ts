import type { RequestCertificateDto } from "@headroom/contracts/explanation";
import { largestRow, lotsThatFit, maySplit } from "@headroom/core/planning/lots";
import { feasibility } from "@headroom/core/planning/placement/explain";
import type { PlacementRequest } from "@headroom/core/planning/placement/types";
import { compareDatacenters, type DatacenterPrefit } from "@headroom/core/planning/rank-datacenters";
import type { KeyRules } from "@headroom/core/topology/datacenter";
import type { AccountTotals } from "../ports/capacity";
import type { CandidateDatacenter, SplitRule } from "../ports/requests";
import { choice, nextLimitOf, rejection } from "./certificate";
import type { OpenFloor } from "./floors";
import { namesOf } from "./names";

/** What is asked for, in racks. Power and cooling are of one rack. */
export interface Ask {
  readonly racks: number;
  readonly powerW: number;
  readonly coolingW: number;
  /** Absent: 0. */
  readonly weightKg?: number;
  /** Network ports. Absent: 0. */
  readonly ports?: number;
  /** The day its racks land. Absent: freezes do not concern it. */
  readonly neededBy?: string;
  readonly requiredTags: readonly string[];
  readonly splitRule: SplitRule;
  /** Rules among racks of a key. Absent: none. */
  readonly rules?: KeyRules;
  /** Only these rows, of whatever datacenter. Absent: any. */
  readonly allowedRowIds?: readonly string[];
}

export const placementRequest = (id: string, ask: Ask, reward = ask.racks): PlacementRequest => ({
  id,
  racks: ask.racks,
  powerW: ask.powerW,
  coolingW: ask.coolingW,
  weightKg: ask.weightKg ?? 0,
  ports: ask.ports ?? 0,
  ...(ask.neededBy === undefined ? {} : { neededBy: ask.neededBy }),
  requiredTags: ask.requiredTags,
  ...ask.rules,
  reward,
  ...(ask.allowedRowIds ? { allowedRowIds: ask.allowedRowIds } : {}),
});

/** The datacenters a request allows: by region, and by zone and datacenter where it names them. */
export function allowedDatacenters(
  candidates: readonly CandidateDatacenter[],
  where: { readonly regionId: number; readonly zoneId: number | null; readonly datacenterId: number | null },
): CandidateDatacenter[] {
  return candidates.filter(
    (d) =>
      d.regionId === where.regionId &&
      (where.zoneId === null || d.zoneId === where.zoneId) &&
      (where.datacenterId === null || d.id === where.datacenterId),
  );
}

export interface Prefit extends DatacenterPrefit {
  readonly id: number;
  readonly zone: string;
  /** Most racks that one row takes. */
  readonly largestLot: number;
  /** Whether it may be spread over rows there. */
  readonly splits: boolean;
}

/** How the request would fare in one datacenter as it stands. A few milliseconds. */
export function prefitOf(floor: OpenFloor, totals: AccountTotals | undefined, ask: Ask): Prefit {
  const { snapshot, dc, loads } = floor;
  const request = placementRequest("ask", ask);
  const whole = feasibility(dc, loads, request);
  const lots = whole.fits ? [] : lotsThatFit(dc, loads, request);
  const racksThatFit = whole.fits ? ask.racks : lots.reduce((sum, lot) => sum + lot.count, 0);
  const splits = maySplit(ask.racks, ask.splitRule, largestRow(dc));
  return {
    id: snapshot.id,
    code: snapshot.code,
    zone: snapshot.zone.code,
    fits: whole.fits || (splits && racksThatFit === ask.racks),
    rowsThatFit: whole.rowsThatFit,
    lots: whole.fits ? 1 : lots.length,
    racksThatFit,
    largestLot: whole.fits ? ask.racks : (whole.certificate?.largestThatFits?.racks ?? 0),
    splits,
    freePositions: totals?.total.space.free ?? 0,
    freePowerW: totals?.total.power.free ?? 0,
  };
}

export const rankPrefits = (prefits: readonly Prefit[]): Prefit[] => [...prefits].sort(compareDatacenters);

/** Where it would go in this datacenter and why, or why it cannot. */
export function explainIn(floor: OpenFloor, ask: Ask): RequestCertificateDto {
  const names = namesOf(floor.snapshot);
  const request = placementRequest("ask", ask);
  const { fits, bestRow, certificate } = feasibility(floor.dc, floor.loads, request);
  if (!fits || !bestRow)
    return rejection(names, { loads: floor.loads, splitRule: ask.splitRule }, certificate!, request);
  const next = nextLimitOf(floor.loads, request, bestRow.rowId);
  return {
    outcome: "placed",
    datacenter: floor.snapshot.code,
    rowsByLimit: {},
    nearest: [],
    relaxations: [],
    chosen: choice(names, bestRow.score, null, next),
  };
}
