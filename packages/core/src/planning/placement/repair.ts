import { addLot, type Loads, loadsOf, rackDemand } from "../../capacity/loads";
import { rulesOf } from "../../capacity/rules";
import type { CompiledDatacenter } from "../../topology/compiled";
import type { OccupancyKind, PlacedRacks, Row } from "../../topology/datacenter";
import { domainsOf } from "../../topology/domains";
import { type BrokenLimit, brokenLimitsOf, easedLimits, worsenedLimits } from "./broken";
import { racksByGroup } from "./rank";
import { unitsOf } from "./row-limits";
import { bestPlace } from "./search/candidates";
import { Floor } from "./search/floor";
import { pricingOf } from "./search/pricing";
import { STRATEGIES } from "./search/strategy";

/** Racks that stand and would better stand elsewhere. */
export interface RepairMove {
  /** The lot (PlacedRacks.id) they are part of. */
  readonly lotId: string;
  readonly racks: number;
  readonly fromRowId: string;
  /** By group id. */
  readonly from: Readonly<Record<string, number>>;
  readonly toRowId: string;
  readonly to: Readonly<Record<string, number>>;
  /** The limit it was proposed for. */
  readonly repairs: BrokenLimit;
  /** Every limit that is over by less once it is made, as it was before, and by how much it is over still. */
  readonly eases: readonly { readonly limit: BrokenLimit; readonly left: number }[];
}

export interface RepairPlan {
  /** As things stand. */
  readonly broken: readonly BrokenLimit[];
  /** In an order in which no step breaks a limit or makes a broken one worse. */
  readonly moves: readonly RepairMove[];
  /** What is broken still when all are made. */
  readonly remaining: readonly BrokenLimit[];
}

export interface RepairOptions {
  /** Racks that may be moved. Default: those that stand and those that are promised; what a person reserved stays. */
  readonly movable?: readonly OccupancyKind[];
  /** Moves proposed at most. Default 100. */
  readonly most?: number;
  /** Positions that racks leave are not free for others: all moves are planned at once, and none has been made. Default false. */
  readonly leftStayTaken?: boolean;
  /** Whether racks of the lot may go to the row, besides what its tags say. Default: they may. */
  readonly opens?: (lot: PlacedRacks, rowId: string) => boolean;
}

/** A part of a lot whose leaving would relieve a broken limit. */
interface Relief {
  readonly lot: PlacedRacks;
  readonly from: Readonly<Record<string, number>>;
  readonly racks: number;
  readonly limit: BrokenLimit;
  /** Whether nothing would be over any more. */
  readonly isWhole: boolean;
}

/** What one rack of the lot in that group puts on a broken limit, in the limit's own unit; 0: nothing. */
function sharePerRack(dc: CompiledDatacenter, lot: PlacedRacks, groupId: string, limit: BrokenLimit): number {
  const one = loadsOf(dc, [{ ...lot, racks: { [groupId]: 1 } }]);
  if (!one.ok) return 0;
  return limitLoad(one.value, limit);
}

/** Load of a limit of sums. */
function limitLoad(loads: Loads, { limit, subjectId, failedTopId }: BrokenLimit): number {
  const { dc } = loads;
  if (limit === "positions") return loads.used[dc.groupIndex.get(subjectId)!]!;
  if (limit === "cooling") return loads.coolingW(dc.zoneIndex.get(subjectId)!);
  if (limit === "power") return loads.loadW(dc.deviceIndex.get(subjectId)!);
  if (limit === "failover")
    return loads.loadAfterFailureW(dc.deviceIndex.get(subjectId)!, dc.deviceIndex.get(failedTopId!)!);
  if (limit === "roomWeight") return loads.weightKg(dc.roomIndex.get(subjectId)!);
  const row = dc.rowIndex.get(subjectId);
  const zone = (dc.model.networkZones ?? []).findIndex((z) => z.id === subjectId);
  return loads.ports[row ?? dc.rowRoom.length + zone]!;
}

/** Whole lots whose rule is broken, or groups of them on positions that do not carry them. */
function ruleRelief(dc: CompiledDatacenter, lot: PlacedRacks, limit: BrokenLimit): Relief[] {
  if (limit.limit === "positionWeight") {
    const racks = lot.racks[limit.subjectId] ?? 0;
    const isHeavy = racks > 0 && (lot.weightKg ?? 0) > limit.capacity;
    return isHeavy ? [{ lot, from: { [limit.subjectId]: racks }, racks, limit, isWhole: true }] : [];
  }
  const kind = limit.limit as "spread" | "antiAffinity" | "affinity";
  const rule = lot[kind];
  if (rule?.key !== limit.key || rule === undefined) return [];
  const { start, items, ids } = domainsOf(dc, rule.scope);
  const row = dc.rowIndex.get(lot.rowId)!;
  const isIn = items.subarray(start[row]!, start[row + 1]!).some((domain) => ids[domain] === limit.subjectId);
  // torn apart: those that are not where most are; too many in one place: those that are
  if (isIn === (kind === "affinity")) return [];
  const all = Object.values(lot.racks).reduce((a, b) => a + b, 0);
  if (kind !== "spread") return [{ lot, from: lot.racks, racks: all, limit, isWhole: limit.over <= 1 }];
  return partsOf(lot).map(([id, count]) => {
    const racks = Math.min(count, limit.over);
    return { lot, from: { [id]: racks }, racks, limit, isWhole: limit.over <= count };
  });
}

const partsOf = (lot: PlacedRacks) => Object.entries(lot.racks);
const RULES: ReadonlySet<string> = new Set(["positionWeight", "spread", "antiAffinity", "affinity"]);

/** Every way of relieving a limit by moving racks of one lot: those that mend it whole first, fewest racks first, in display order. */
function reliefs(dc: CompiledDatacenter, lots: readonly PlacedRacks[], limit: BrokenLimit): Relief[] {
  const found = lots.flatMap((lot): Relief[] => {
    if (RULES.has(limit.limit)) return ruleRelief(dc, lot, limit);
    return partsOf(lot).flatMap(([id, count]): Relief[] => {
      const share = sharePerRack(dc, lot, id, limit);
      if (share <= 0) return [];
      const racks = Math.min(count, Math.ceil(limit.over / share));
      return [{ lot, from: { [id]: racks }, racks, limit, isWhole: racks * share >= limit.over }];
    });
  });
  return found.sort((a, b) => Number(b.isWhole) - Number(a.isWhole) || a.racks - b.racks);
}

/** Rows that carry every tag of the row the racks stand in: what they had to have is not known, what they have is. */
function rowsLike(dc: CompiledDatacenter, lot: PlacedRacks, opens: RepairOptions["opens"]): Int32Array | null {
  const tags = dc.model.rows[dc.rowIndex.get(lot.rowId)!]!.tags ?? [];
  if (tags.length === 0 && !opens) return null;
  const isLike = (row: Row) => tags.every((tag) => row.tags?.includes(tag)) && (opens?.(lot, row.id) ?? true);
  return Int32Array.from(dc.model.rows.flatMap((row, i) => (isLike(row) ? [i] : [])));
}

/** Total over all limits, each as a share of itself. */
const damage = (broken: readonly BrokenLimit[]): number =>
  broken.reduce((sum, { over, capacity }) => sum + over / Math.max(1, capacity), 0);

interface Tried {
  readonly move: RepairMove;
  readonly lots: PlacedRacks[];
  readonly loads: Loads;
  readonly broken: readonly BrokenLimit[];
}

/** Moves the racks to the best place there is now; null where there is none, or where nothing is won. */
function tryMove(
  dc: CompiledDatacenter,
  lots: readonly PlacedRacks[],
  loads: Loads,
  before: readonly BrokenLimit[],
  relief: Relief,
  { leftStayTaken = false, opens }: RepairOptions,
): Tried | null {
  const { lot, from, racks, limit } = relief;
  const moving = { ...lot, racks: from };
  const rest = { ...lot, racks: without(lot.racks, from) };
  const work = loads.clone();
  addLot(work, lot, -1);
  if (Object.keys(rest.racks).length > 0) addLot(work, rest, 1);
  const left = leftStayTaken ? [leftBehind(lot, from)] : [];
  for (const empty of left) addLot(work, empty, 1);
  const floor = new Floor(work);
  const demand = {
    racks,
    units: unitsOf(rackDemand(lot)),
    reward: 0,
    rows: rowsLike(dc, lot, opens),
    rules: rulesOf(dc, lot),
  };
  const place = bestPlace(floor, demand, pricingOf(floor, STRATEGIES[0]!));
  if (!place) return null;
  const to = racksByGroup(dc, place.row, place.split);
  const toRowId = dc.model.rows[place.row]!.id;
  const moved = { ...moving, id: `${lot.id} moved`, rowId: toRowId, racks: to };
  addLot(work, moved, 1);
  const after = [
    ...lots.flatMap((l) => (l !== lot ? [l] : Object.keys(rest.racks).length > 0 ? [rest] : [])),
    moved,
    ...left,
  ];
  const broken = brokenLimitsOf(work, after);
  // what leaves most of its key may tear apart what stayed together, though its own new place breaks nothing
  if (damage(broken) >= damage(before) || worsenedLimits(before, broken).length > 0) return null;
  const eases = easedLimits(before, broken);
  const move = { lotId: lot.id, racks, fromRowId: lot.rowId, from, toRowId, to, repairs: limit, eases };
  return { move, lots: after, loads: work, broken };
}

/** What still has the positions that racks leave: it draws nothing, and is nobody's. */
const leftBehind = (lot: PlacedRacks, from: PlacedRacks["racks"]): PlacedRacks => ({
  ...{ id: `${lot.id} left`, kind: "reserved", rowId: lot.rowId, racks: from, powerW: 0, coolingW: 0 },
});

const without = (racks: Readonly<Record<string, number>>, taken: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(racks).flatMap(([id, n]) => (n > (taken[id] ?? 0) ? [[id, n - (taken[id] ?? 0)]] : [])),
  );

/**
 * What reality breaks, with how much over, and which racks to move where to mend it: smallest moves first, each to the place where the
 * planner would put such racks. Racks that were moved stay. Greedy: what it leaves broken may still have a cure of several moves at
 * once. Deterministic. O(moves x (broken limits x lots + topology)).
 */
export function repairPlan(
  dc: CompiledDatacenter,
  placed: readonly PlacedRacks[],
  options: RepairOptions = {},
): RepairPlan {
  const { movable = ["occupied", "committed", "held"], most = 100 } = options;
  const start = loadsOf(dc, placed);
  if (!start.ok) throw new Error(start.error.map((fault) => `${fault.placedId}: ${fault.message}`).join("; "));
  const broken = brokenLimitsOf(start.value, placed);
  let state = { lots: [...placed], loads: start.value, broken: broken as readonly BrokenLimit[] };
  const moves: RepairMove[] = [];
  const isMovable = (lot: PlacedRacks) => movable.includes(lot.kind) && !/ (moved|left)$/.test(lot.id);
  while (state.broken.length > 0 && moves.length < most) {
    const lots = state.lots.filter(isMovable);
    const ways = state.broken.flatMap((limit) => reliefs(dc, lots, limit));
    ways.sort((a, b) => Number(b.isWhole) - Number(a.isWhole) || a.racks - b.racks);
    const tried = firstOf(ways.flatMap(smaller), (relief) =>
      tryMove(dc, state.lots, state.loads, state.broken, relief, options),
    );
    if (!tried) break;
    moves.push(tried.move);
    state = tried;
  }
  return { broken, moves, remaining: state.broken };
}

/** The relief, and where so many racks find no place, ever smaller parts of it. */
function smaller(relief: Relief): Relief[] {
  const out = [relief];
  const [only, ...others] = Object.keys(relief.from);
  const isPart = RULES.has(relief.limit.limit) ? relief.limit.limit === "spread" : true;
  if (only === undefined || others.length > 0 || !isPart) return out;
  for (let racks = Math.floor(relief.racks / 2); racks > 0; racks = Math.floor(racks / 2))
    out.push({ ...relief, from: { [only]: racks }, racks, isWhole: false });
  return out;
}

function firstOf<T, R>(items: readonly T[], of: (item: T) => R | null): R | null {
  for (const item of items) {
    const found = of(item);
    if (found !== null) return found;
  }
  return null;
}
