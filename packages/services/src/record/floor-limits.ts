import { freezeCheck } from "@headroom/core/planning/placement/constraints/freeze";
import { rankRows } from "@headroom/core/planning/placement/rank";
import type { LimitCheck, PlacementRequest } from "@headroom/core/planning/placement/types";
import { limitsMadeWorse, raiseFor } from "@headroom/core/planning/placement/worse";
import type { PlacedRacks } from "@headroom/core/topology/datacenter";
import { toCheck } from "../placement/certificate";
import { type OpenFloor, openFloor } from "../placement/floors";
import { namesOf } from "../placement/names";
import { leave, leavingOf } from "../plan/moves";
import type { DatacenterSnapshot, PositionOccupancy, SnapshotPosition } from "../ports/fleet";
import type { Repositories } from "../ports/repositories";
import { fieldValue, type Problem, type Step } from "./items";

/** Racks that come to stand somewhere: on which day, in which datacenter, and which change wants it. */
interface Landing {
  readonly line: number;
  readonly type: "placements" | "racks";
  readonly rack: string;
  readonly datacenter: string;
  readonly day: string;
  /** It begins to stand there; false: it stays longer, or becomes of another type. */
  readonly begins: boolean;
}

/** The floors on which racks land, as they were before anything was written, by day and datacenter. */
export interface FloorsBefore {
  readonly landings: readonly Landing[];
  readonly snapshots: ReadonlyMap<string, DatacenterSnapshot>;
}

const laterOf = (a: string, b: string): string => (a > b ? a : b);

function landingOf({ item, before, after }: Step, today: string): Landing | null {
  if (!after || (item.of.name !== "placements" && item.of.name !== "racks")) return null;
  const is = (name: string) => fieldValue(item.of, after, name);
  const was = (name: string) => (before ? fieldValue(item.of, before.values, name) : null);
  const differ = (...names: readonly string[]) => names.some((name) => was(name) !== is(name));
  const datacenter = String(is("datacenter"));
  if (item.of.name === "racks") {
    if (!before || !differ("rack_type")) return null;
    return { line: item.line, type: "racks", rack: String(is("code")), datacenter, day: today, begins: false };
  }
  const [from, to] = [String(is("valid_from")), is("valid_to")];
  const begins = differ("datacenter", "room", "row", "number") || from < String(was("valid_from"));
  const longer = before !== null && was("valid_to") !== null && (to === null || String(to) > String(was("valid_to")));
  if (!begins && !longer) return null;
  const day = laterOf(begins ? from : String(was("valid_to")), today);
  // what is over already has only been written down late
  if (to !== null && String(to) <= day) return null;
  return { line: item.line, type: "placements", rack: String(is("rack")), datacenter, day, begins };
}

const keyOf = ({ day, datacenter }: { readonly day: string; readonly datacenter: string }) => `${day} ${datacenter}`;

async function load({ fleet }: Pick<Repositories, "fleet">, landings: readonly Landing[]) {
  const found = new Map<string, DatacenterSnapshot>();
  for (const landing of landings) {
    if (found.has(keyOf(landing))) continue;
    const snapshot = await fleet.loadDatacenter({ code: landing.datacenter }, landing.day);
    if (snapshot) found.set(keyOf(landing), snapshot);
  }
  return found;
}

/** To be asked under the locks, before anything is written. Changes that place nothing cost nothing. */
export async function floorsBefore(
  repositories: Pick<Repositories, "fleet">,
  steps: readonly Step[],
  today: string,
): Promise<FloorsBefore> {
  const landings = steps.flatMap((step) => landingOf(step, today) ?? []);
  return { landings, snapshots: await load(repositories, landings) };
}

/**
 * What stands in the way of racks on the floors, once all is written: limits that they break or make worse (positions that are blocked, weight,
 * power, failover, cooling, ports, rules among racks of a key), and, with `closed`, freezes on the day they land. The building is taken
 * as it is afterwards: a limit that is written down anew is a fact, and refuses nobody by itself.
 */
export async function floorProblems(
  repositories: Pick<Repositories, "fleet" | "placementKeys">,
  { landings, snapshots }: FloorsBefore,
  closed: boolean,
): Promise<Problem[]> {
  const after = await load(repositories, landings);
  const problems: Problem[] = [];
  for (const [key, snapshot] of after) {
    const here = landings.filter((landing) => keyOf(landing) === key);
    const floor = openFloor(snapshot);
    const arrived = arrivals(snapshot, snapshots.get(key), here);
    if (arrived.length === 0) continue;
    for (const one of arrived) problems.push(...positionProblems(floor, one, closed));
    const before = standingIn(snapshot, snapshots.get(key));
    const worse = limitsMadeWorse(floor.dc, { before, after: snapshot.placed }).filter(isOfFloor);
    for (const check of worse) problems.push(limitProblem(floor, arrived, check));
    problems.push(...(await apart(repositories, floor, arrived, before)));
  }
  return problems;
}

/** Positions are counted one by one by the database; what a position carries is asked of each rack that lands. */
const isOfFloor = ({ limit }: LimitCheck): boolean => limit !== "positions" && limit !== "positionWeight";

interface Arrival {
  readonly landing: Landing;
  readonly position: SnapshotPosition;
  readonly occupancy: PositionOccupancy;
}

/** Positions on which a rack stands that did not stand there before, or was another kind of rack. */
function arrivals(
  snapshot: DatacenterSnapshot,
  before: DatacenterSnapshot | undefined,
  landings: readonly Landing[],
): Arrival[] {
  const was = new Map(before?.positions.map((position) => [position.id, position.occupancy]));
  const byRack = new Map(landings.map((landing) => [landing.rack, landing]));
  return snapshot.positions.flatMap((position): Arrival[] => {
    const { occupancy } = position;
    const landing = occupancy?.rackCode == null ? undefined : byRack.get(occupancy.rackCode);
    if (!occupancy || !landing) return [];
    const other = was.get(position.id);
    if (other?.rackId === occupancy.rackId && other.rackType?.id === occupancy.rackType?.id) return [];
    return [{ landing, position, occupancy }];
  });
}

/** What stood before in the building as it is afterwards: positions may have come into other groups. */
function standingIn(after: DatacenterSnapshot, before: DatacenterSnapshot | undefined): PlacedRacks[] {
  if (!before) return [];
  const now = new Map(after.positions.map((position) => [position.id, position]));
  const lots = new Map<string, Map<string, Record<string, number>>>();
  for (const { id, lotId } of before.positions) {
    const position = now.get(id);
    if (lotId === undefined || !position) continue;
    const rows = lots.get(lotId) ?? new Map<string, Record<string, number>>();
    const racks = rows.get(position.rowId) ?? {};
    racks[position.groupId] = (racks[position.groupId] ?? 0) + 1;
    lots.set(lotId, rows.set(position.rowId, racks));
  }
  return before.placed.flatMap((lot) =>
    [...(lots.get(lot.id) ?? [])].map(([rowId, racks]) => ({ ...lot, id: `${lot.id}/${rowId}`, rowId, racks })),
  );
}

const placeOf = ({ snapshot }: OpenFloor, { position }: Arrival): string => {
  const names = namesOf(snapshot);
  return `${snapshot.code} ${names.roomOf(position.rowId)} ${names.row(position.rowId)} ${position.number}`;
};

const of = ({ landing }: Arrival) => ({ at: landing.line, type: landing.type });

function positionProblems(floor: OpenFloor, one: Arrival, closed: boolean): Problem[] {
  const { model } = floor.snapshot;
  const { position, landing, occupancy } = one;
  const names = namesOf(floor.snapshot);
  const problems: Problem[] = [];
  const problem = (value: string, expected: string, advice: string, check?: Problem["check"]) =>
    problems.push({ ...of(one), field: "number", value, expected, advice, ...(check ? { check } : {}) });
  if (landing.begins && position.blockedReason !== null)
    problem(placeOf(floor, one), `a position that takes racks: ${position.blockedReason}`, "choose another position");
  const carries = model.groups.find(({ id }) => id === position.groupId)?.positionWeightLimitKg;
  const weighs = occupancy.rackType?.weightKg ?? 0;
  if (carries !== undefined && weighs > carries) {
    const check = {
      ...({ limit: "positionWeight", subjectKind: "group", subjectId: position.groupId } as const),
      ...{ asked: weighs, left: carries, margin: carries - weighs, capacity: carries },
    };
    const expected = `at most ${carries} kg on the position`;
    const advice = `raise what it carries by ${weighs - carries} kg, or ${elsewhere(floor, one)}`;
    problem(`${weighs} kg asked, ${carries} kg left`, expected, advice, toCheck(names, check));
  }
  const row = model.rows.find(({ id }) => id === position.rowId)!;
  const frozen =
    closed && landing.begins ? freezeCheck(model, row, { ...requestOf(one), neededBy: landing.day }) : null;
  if (frozen?.frozen) {
    const { from, to, reason } = frozen.frozen;
    const expected = `a day on which racks may land there: it is frozen from ${from} to ${to}: ${reason}`;
    const advice = `choose a day after ${to}, or ${elsewhere(floor, one)}`;
    const check = toCheck(names, frozen);
    problems.push({ ...of(one), field: "valid_from", value: landing.day, expected, advice, check });
  }
  return problems;
}

/** What the planner takes a rack for. */
const requestOf = ({ occupancy }: Arrival): PlacementRequest => {
  const { powerW = 0, coolingW = 0, weightKg = 0, ports = 0 } = occupancy.rackType ?? {};
  const rules = occupancy.keys?.rules ?? {};
  return { id: `rack-${occupancy.rackId}`, racks: 1, reward: 0, powerW, coolingW, weightKg, ports, ...rules };
};

/** Where the planner would put the rack in that datacenter. */
function elsewhere({ snapshot, dc, loads }: OpenFloor, one: Arrival): string {
  const without = loads.clone();
  const rackId = one.occupancy.rackId!;
  leave(without, leavingOf(snapshot, [{ moves: [{ rackId } as never] }]));
  const [best] = rankRows(dc, without, { ...requestOf(one), neededBy: one.landing.day }, 1);
  const names = namesOf(snapshot);
  if (!best) return `another datacenter: no row of ${snapshot.code} takes it`;
  return `choose row ${names.row(best.score.rowId)} of room ${names.roomOf(best.score.rowId)}, which takes it`;
}

function limitProblem(floor: OpenFloor, arrived: readonly Arrival[], core: LimitCheck): Problem {
  const names = namesOf(floor.snapshot);
  const check = toCheck(names, core);
  const one = arrived.find((arrival) => partOf(floor, arrival, core)) ?? arrived[0]!;
  const { unit, subject, failed, key } = check;
  const where = `${subject}${failed === null ? "" : ` after ${failed} fails`}${key === undefined ? "" : `, key ${key}`}`;
  const amount = (value: number) => `${Math.round(value * 1000) / 1000} ${unit}`;
  const by = raiseFor(core).amount;
  const apart = core.limit === "affinity";
  return {
    ...{ ...of(one), field: one.landing.type === "racks" ? "rack_type" : "number" },
    value: `${one.landing.rack} at ${placeOf(floor, one)}: ${amount(check.asked)} asked, ${amount(Math.max(0, check.left))} left`,
    expected: apart
      ? `all requests of key ${key} in one domain (${where})`
      : `at most ${amount(core.capacity)} (${check.limit}) on ${where}`,
    advice: `${apart ? "move the others too" : `raise it by ${amount(by)}`}, or ${elsewhere(floor, one)}`,
    check,
  };
}

/** Whether a rack has a part in what is on the thing whose limit it is: without it there would be less. */
function partOf({ snapshot, dc }: OpenFloor, { occupancy }: Arrival, core: LimitCheck): boolean {
  const { before, after } = leavingOf(snapshot, [{ moves: [{ rackId: occupancy.rackId! } as never] }]);
  const kept = snapshot.placed.filter((lot) => !before.some(({ id }) => id === lot.id));
  const same = (other: LimitCheck) =>
    other.limit === core.limit &&
    other.failedTopId === core.failedTopId &&
    (core.limit === "affinity" ? other.key === core.key : other.subjectId === core.subjectId);
  return limitsMadeWorse(dc, { before: [...kept, ...after], after: snapshot.placed }).some(same);
}

/** Racks whose requests are to share a domain, and that land in a datacenter where none of the others are. */
async function apart(
  { placementKeys }: Pick<Repositories, "placementKeys">,
  floor: OpenFloor,
  arrived: readonly Arrival[],
  before: readonly PlacedRacks[],
): Promise<Problem[]> {
  const first = new Map<string, Arrival>();
  for (const one of arrived) {
    const key = one.occupancy.keys?.rules.affinity?.key;
    if (key !== undefined && !first.has(key) && !before.some((lot) => lot.affinity?.key === key)) first.set(key, one);
  }
  if (first.size === 0) return [];
  const homes = await placementKeys.homes([...first.keys()], arrived[0]!.landing.day, []);
  return [...first].flatMap(([key, one]): Problem[] => {
    const others = homes.filter((home) => home.key === key && home.datacenterId !== floor.snapshot.id);
    if (others.length === 0) return [];
    const codes = others.map(({ datacenter }) => datacenter).join(", ");
    return [
      {
        ...{ ...of(one), field: "datacenter", value: placeOf(floor, one) },
        expected: `${codes}, where the others of key ${key} are`,
        advice: "choose a place there, or move the others too",
      },
    ];
  });
}
