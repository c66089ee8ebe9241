import { type BrokenLimit, brokenLimits } from "@headroom/core/planning/placement/broken";
import { isFrozen } from "@headroom/core/planning/placement/constraints/freeze";
import { type RepairMove, repairPlan } from "@headroom/core/planning/placement/repair";
import { choosePositions } from "@headroom/core/planning/positions";
import type { PlacedRacks } from "@headroom/core/topology/datacenter";
import type { OpenFloor } from "../placement/floors";
import { leavingOf, placedWithout } from "../plan/moves";
import type { DatacenterSnapshot, SnapshotPosition } from "../ports/fleet";
import type { RuleRecord } from "../ports/overrides";

/** A rack of a move and its two positions. */
export interface RackToMove {
  readonly rackId: number;
  readonly rack: string;
  readonly rackTypeId: number;
  readonly rackType: string;
  readonly from: SnapshotPosition;
  readonly to: SnapshotPosition;
}

export interface ProposedMove extends RepairMove {
  readonly list: readonly RackToMove[];
}

export interface Proposal {
  /** As things stand. */
  readonly broken: readonly BrokenLimit[];
  /** Once racks that plans hold or have committed a place for have moved. */
  readonly pending: readonly BrokenLimit[];
  readonly moves: readonly ProposedMove[];
  /** Once the proposed ones have moved, too. */
  readonly remaining: readonly BrokenLimit[];
}

/** What stands and is promised but for places that wait for racks which stand elsewhere: reality as it is. */
function standing({ placed, positions }: DatacenterSnapshot): PlacedRacks[] {
  const waiting = new Set(positions.filter((p) => p.occupancy?.arrivingRackId !== undefined).map((p) => p.lotId));
  return placed.filter((lot) => !waiting.has(lot.id));
}

/** The limits that are broken in a datacenter as things stand. */
export const brokenNow = ({ dc, snapshot }: OpenFloor): BrokenLimit[] => brokenLimits(dc, standing(snapshot));

/**
 * What is broken and which racks to move where. Only racks that stand are moved, into positions that are free today, outside of rows that a
 * rule or a freeze closes on the day. Deterministic.
 */
export function propose(floor: OpenFloor, rules: readonly RuleRecord[], today: string): Proposal {
  const { dc, snapshot } = floor;
  const arriving = snapshot.positions.flatMap((p) => p.occupancy?.arrivingRackId ?? []);
  const onTheirWay = arriving.map((rackId) => ({ moves: [{ rackId, positionId: 0, fromPositionId: 0 }] }));
  const placed = placedWithout(snapshot.placed, leavingOf(snapshot, onTheirWay));
  const families = familiesOf(snapshot);
  const rowOf = new Map(snapshot.model.rows.map((row) => [row.id, row]));
  // what leaves its place keeps it until it has left
  const left = leftBehind(snapshot, new Set(arriving));
  const { moves, broken, remaining } = repairPlan(dc, [...placed, ...left], {
    movable: ["occupied"],
    leftStayTaken: true,
    opens: (lot, rowId) =>
      !isFrozen(snapshot.model, rowOf.get(rowId)!, today) &&
      !rules.some(
        (rule) => String(rule.rowId) === rowId && (rule.family === null || families.get(lot.id)?.has(rule.family)),
      ),
  });
  return { broken: brokenNow(floor), pending: broken, moves: withRacks(snapshot, moves, arriving), remaining };
}

/** Positions of racks that are on their way: nobody's, and not free. */
function leftBehind(snapshot: DatacenterSnapshot, arriving: ReadonlySet<number>): PlacedRacks[] {
  return snapshot.positions.flatMap(({ id, rowId, groupId, occupancy }): PlacedRacks[] => {
    if (occupancy?.rackId == null || !arriving.has(occupancy.rackId)) return [];
    return [{ id: `position ${id} left`, kind: "reserved", rowId, racks: { [groupId]: 1 }, powerW: 0, coolingW: 0 }];
  });
}

/** Families of the racks of every lot. */
function familiesOf({ positions }: DatacenterSnapshot): ReadonlyMap<string, ReadonlySet<string>> {
  const families = new Map<string, Set<string>>();
  for (const { lotId, occupancy } of positions)
    if (lotId !== undefined && occupancy?.rackType)
      families.set(lotId, (families.get(lotId) ?? new Set()).add(occupancy.rackType.familyCode));
  return families;
}

/** Which racks, of those of the lot in its groups (the last along the row), and which free positions. */
function withRacks(
  snapshot: DatacenterSnapshot,
  moves: readonly RepairMove[],
  onTheirWay: readonly number[],
): ProposedMove[] {
  const gone = new Set(onTheirWay);
  const taken = new Set<number>();
  return moves.map((move) => {
    const leaving = Object.entries(move.from).flatMap(([groupId, count]) => {
      const racks = snapshot.positions.filter(
        ({ occupancy: o, ...p }) =>
          p.lotId === move.lotId && p.groupId === groupId && o?.rackId != null && !gone.has(o.rackId),
      );
      return racks.slice(-count);
    });
    for (const { occupancy } of leaving) gone.add(occupancy!.rackId!);
    const coming = Object.entries(move.to).flatMap(([groupId, count]) => {
      const free = snapshot.positions.filter(
        (p) => p.groupId === groupId && p.occupancy === null && p.blockedReason === null && !taken.has(p.id),
      );
      const chosen = new Set(choosePositions(free, count)?.map((p) => p.id));
      for (const id of chosen) taken.add(id);
      return free.filter((p) => chosen.has(p.id));
    });
    if (leaving.length !== move.racks || coming.length !== move.racks)
      throw new Error(
        `a move of ${move.racks} racks out of row ${move.fromRowId} finds ${leaving.length} and ${coming.length}`,
      );
    const list = leaving.map((from, i) => {
      const { rackId, rackCode, rackType } = from.occupancy!;
      return {
        ...{ rackId: rackId!, rack: rackCode ?? String(rackId), rackTypeId: rackType!.id, rackType: rackType!.code },
        ...{ from, to: coming[i]! },
      };
    });
    return { ...move, list };
  });
}

/** Racks of a move by type: what one step of a plan moves. */
export function byType({ list }: ProposedMove): RackToMove[][] {
  const types = new Map<number, RackToMove[]>();
  for (const rack of list) types.set(rack.rackTypeId, [...(types.get(rack.rackTypeId) ?? []), rack]);
  return [...types.values()];
}
