import { dayOf } from "../days";
import { openFloor } from "../placement/floors";
import { namesOf } from "../placement/names";
import type { Made, MakeTools } from "../plan/make";
import { Cancelled } from "../plan/progress";
import { type CountedAction, summarise } from "../plan/summary";
import type { Ports } from "../ports";
import type { DatacenterSnapshot } from "../ports/fleet";
import type { NewPlanAction } from "../ports/plans";
import { mendsDto } from "./dto";
import { byType, type ProposedMove, propose, type RackToMove } from "./propose";

/** A plan that mends a datacenter: moves of racks that stand, worked out on a fresh snapshot, with before and after. */
export async function makeRepair(
  ports: Ports,
  datacenterId: number,
  { signal, board }: Pick<MakeTools, "signal" | "board">,
): Promise<Made> {
  const today = dayOf(ports.clock.now());
  const { floor, rules } = await ports.work.read(async ({ fleet, overrides }) => {
    const [snapshot] = await fleet.loadDatacenters([datacenterId], today);
    if (!snapshot) throw new Error(`datacenter ${datacenterId} is gone`);
    return { floor: openFloor(snapshot), rules: await overrides.rules() };
  });
  await board.phase("planning", 1, "finding the smallest moves");
  const { snapshot } = floor;
  const { moves } = propose(floor, rules, today);
  await board.settle();
  if (signal.aborted) throw new Cancelled();
  const steps = moves.flatMap((move) => byType(move).map((racks) => ({ move, racks })));
  const actions = steps.map(({ move, racks }) => actionOf(snapshot, move, racks, today));
  const counted = steps.map(({ racks }, i) => countedOf(snapshot, racks, actions[i]!));
  await board.phase("explaining", 1, "before and after");
  const touched = actions.length > 0 ? [floor] : [];
  const summary = await ports.work.read((repositories) => summarise(repositories, touched, counted, []));
  await board.phase("saving", 1, "saving");
  const versions = [{ datacenter: snapshot.code, version: snapshot.version }];
  return { actions, requests: [], summary, snapshot: versions, dropped: [] };
}

const actionOf = (
  snapshot: DatacenterSnapshot,
  move: ProposedMove,
  racks: readonly RackToMove[],
  today: string,
): NewPlanAction => ({
  kind: "move",
  requestId: null,
  rackTypeId: racks[0]!.rackTypeId,
  datacenterId: snapshot.id,
  rowId: Number(move.toRowId),
  positionIds: racks.map(({ to }) => to.id),
  startsOn: today,
  certificate: { mends: mendsDto(namesOf(snapshot), move) },
  moves: racks.map(({ rackId, from, to }) => ({ rackId, positionId: to.id, fromPositionId: from.id })),
});

/** The action as its numbers need it. */
function countedOf(snapshot: DatacenterSnapshot, racks: readonly RackToMove[], action: NewPlanAction): CountedAction {
  const first = racks[0]!;
  const { rackType, keys } = first.from.occupancy!;
  const { powerW, coolingW, weightKg = 0, ports = 0 } = rackType!;
  const names = namesOf(snapshot);
  const rowId = String(action.rowId);
  return {
    ...{ id: action.positionIds[0]!, sequence: 0, kind: "move", requestId: null, startsOn: action.startsOn },
    ...{ rackTypeId: first.rackTypeId, rackType: first.rackType, family: rackType!.familyCode },
    ...{ powerW, coolingW, weightKg, ports, cost: 0, racks: racks.length },
    ...(keys ? { rules: keys.rules } : {}),
    ...{ datacenterId: snapshot.id, datacenter: snapshot.code, region: snapshot.region.code },
    ...{ room: names.roomOf(rowId), rowId: action.rowId, row: names.row(rowId) },
    positions: racks.map(({ to }) => ({ id: to.id, number: to.number })),
    moves: racks.map(({ rackId, rack, from, to }) => ({
      ...{ rackId, rack, positionId: to.id, fromPositionId: from.id },
      ...{ fromRow: names.row(from.rowId), fromNumber: from.number },
    })),
  };
}
