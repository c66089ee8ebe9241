import type { StaleCause } from "@headroom/contracts/plan";
import { addLots, worsened } from "@headroom/core/approval/footprint";
import {
  type BrokenLimit,
  brokenLimits,
  brokenLimitsOf,
  worsenedLimits,
} from "@headroom/core/planning/placement/broken";
import { limitUnits } from "@headroom/core/planning/placement/limit-units";
import type { PlacedRacks } from "@headroom/core/topology/datacenter";
import { subjectName } from "../placement/certificate";
import type { OpenFloor } from "../placement/floors";
import { type Names, namesOf } from "../placement/names";
import type { DatacenterChange, PositionOwner } from "../ports/occupancy";
import type { PlanActionRecord, PlannedRequest } from "../ports/plans";
import type { Repositories } from "../ports/repositories";
import type { RequestRecord } from "../ports/requests";
import { ownLots } from "./lots";
import { leave, leavingOf } from "./moves";
import { numbersOf, type SeenNumbers } from "./seen";

type Changes = StaleCause["changes"];

export interface PlanToCheck {
  readonly id: number;
  readonly actions: readonly PlanActionRecord[];
  /** Whether it holds its positions, or only wants them. */
  readonly holds: boolean;
}

/** Positions that are not this plan's to have: somebody else's, blocked, gone, or no longer held. */
export async function takenPositions(
  { occupancy }: Pick<Repositories, "occupancy">,
  plan: PlanToCheck,
  today: string,
): Promise<Changes> {
  const ids = plan.actions.flatMap((action) => action.positions.map((p) => p.id));
  const positions = new Map((await occupancy.positions(ids)).map((p) => [p.id, p]));
  const owners = new Map<number, PositionOwner[]>();
  for (const owner of await occupancy.owners(ids, today))
    owners.set(owner.positionId, [...(owners.get(owner.positionId) ?? []), owner]);
  const actionIds = new Set(plan.actions.map((action) => action.id));
  const racks = await racksElsewhere({ occupancy }, plan, today);
  const seen = plan.holds ? "held" : "free";
  const taken = ids.flatMap((id): Changes => {
    const position = positions.get(id);
    if (!position) return [{ what: `position ${id}`, seen, now: "gone", by: null }];
    const has = owners.get(id) ?? [];
    const other = has.find((o) => o.planActionId === null || !actionIds.has(o.planActionId));
    if (other) return [{ what: position.name, seen, now: other.kind, by: other.owner || null }];
    if (position.blockedReason !== null)
      return [{ what: position.name, seen, now: `blocked: ${position.blockedReason}`, by: null }];
    const own = has.some((o) => o.kind === "held");
    return plan.holds && !own ? [{ what: position.name, seen, now: "free", by: null }] : [];
  });
  return [...taken, ...racks];
}

/** Racks to be moved that no longer stand where the plan takes them from, or that another plan moves. */
async function racksElsewhere(
  { occupancy }: Pick<Repositories, "occupancy">,
  plan: PlanToCheck,
  today: string,
): Promise<Changes> {
  const moves = plan.actions.flatMap((action) => action.moves ?? []);
  if (moves.length === 0) return [];
  const racks = await occupancy.racksOnTheMove(
    moves.map((move) => move.rackId),
    today,
  );
  return moves.flatMap(({ rackId, rack, fromPositionId, fromRow, fromNumber }): Changes => {
    const from = `${fromRow} tile ${fromNumber}`;
    const now = racks.find((one) => one.rackId === rackId);
    if (now?.positionId !== fromPositionId) return [{ what: rack, seen: from, now: now?.stands ?? "gone", by: null }];
    const isOthers = now.planId !== null && now.planId !== plan.id;
    return isOthers ? [{ what: rack, seen: from, now: "on the move", by: now.plan }] : [];
  });
}

function subjectOf(names: Names, { subjectKind, subjectId }: BrokenLimit): string {
  const named = subjectName(names, { subjectKind, subjectId });
  return subjectKind === "row" || subjectKind === "room" ? `${subjectKind} ${named}` : named;
}

/** Racks of the plan on positions that do not carry them: such a limit has no sum that could tell what the plan adds. */
const tooHeavy = (dc: OpenFloor["dc"], own: readonly PlacedRacks[]): BrokenLimit[] =>
  brokenLimits(dc, own).filter(({ limit }) => limit === "positionWeight");

/**
 * Limits that the plan's racks break with everything that stands or is promised, or make worse where they are broken already. Floors
 * hold its positions if it does. Racks that move leave where they stand.
 */
export function limitsBroken(floors: readonly OpenFloor[], plan: PlanToCheck): Changes {
  return floors.flatMap(({ snapshot, dc, loads }) => {
    const own = ownLots(snapshot, plan.actions);
    const [before, after] = [loads.clone(), loads.clone()];
    addLots(plan.holds ? before : after, own, plan.holds ? -1 : 1);
    leave(after, leavingOf(snapshot, plan.actions));
    const lots = [...snapshot.placed, ...own];
    const worse = worsenedLimits(brokenLimitsOf(before, lots), brokenLimitsOf(after, lots));
    const names = namesOf(snapshot);
    return [...worse, ...tooHeavy(dc, own)].map((broken) => {
      const { limit, failedTopId, key, load, capacity } = broken;
      const failed = failedTopId === undefined ? "" : ` after ${names.device(failedTopId)}`;
      const ofKey = key === undefined ? "" : `, key ${key}`;
      return {
        what: `${snapshot.code} ${subjectOf(names, broken)}${failed}${ofKey}`,
        seen: limit === "affinity" ? "all in one domain" : `at most ${Math.round(capacity)} ${limitUnits[limit]}`,
        now: `${Math.round(load)} ${limitUnits[limit]}${limit === "affinity" ? " apart" : ""}`,
        by: null,
      };
    });
  });
}

const percent = (value: number): string => `${value.toFixed(1)} %`;

/** Numbers that got worse since they were seen, with what changed there meanwhile. */
export function numbersWorse(
  floors: readonly OpenFloor[],
  plan: PlanToCheck,
  seen: SeenNumbers,
  later: ReadonlySet<number>,
  changed: readonly DatacenterChange[],
): Changes {
  const now = numbersOf(floors, plan.actions, later);
  return seen.datacenters.flatMap((was): Changes => {
    const is = now.datacenters.find((d) => d.id === was.id);
    const floor = floors.find((f) => f.snapshot.id === was.id);
    if (!is || !floor) return [{ what: was.code, seen: "there", now: "gone", by: null }];
    const names = namesOf(floor.snapshot);
    const by = changed.find((c) => c.datacenterId === was.id)?.what ?? null;
    const pair = worsened(was.numbers, is.numbers);
    if (!pair) return [];
    const { id, failedTopId } = pair.now;
    const after = failedTopId === null ? "" : ` after ${names.device(failedTopId)}`;
    return [
      {
        what: `${was.code} ${names.device(id)}${after}`,
        seen: percent(pair.seen.percent),
        now: percent(pair.now.percent),
        by,
      },
    ];
  });
}

/** Requests that are no longer what was planned: taken back, planned elsewhere, or changed. */
export function requestsChanged(
  planned: readonly PlannedRequest[],
  requests: readonly RequestRecord[],
  expected: readonly RequestRecord["state"][],
  elsewhere: readonly { readonly requestId: number; readonly planId: number; readonly state: string }[] = [],
): Changes {
  const byId = new Map(requests.map((r) => [r.id, r]));
  return planned
    .filter((p) => p.racksPlaced > 0)
    .flatMap(({ requestId }): Changes => {
      const request = byId.get(requestId);
      const what = request ? `${request.title} (${requestId})` : `request ${requestId}`;
      const other = elsewhere.find((e) => e.requestId === requestId);
      if (other) return [{ what, seen: "planned here", now: other.state, by: `plan ${other.planId}` }];
      if (!request) return [{ what, seen: "planned", now: "gone", by: null }];
      return expected.includes(request.state) ? [] : [{ what, seen: expected[0]!, now: request.state, by: null }];
    });
}

const order = ["position_taken", "limit_broken", "number_worse", "request_changed"] as const;

/** The first kind of cause that has any changes; null: the plan stands. Changes are cut to what a person reads. */
export function causeOf(changes: Readonly<Partial<Record<(typeof order)[number], Changes>>>): StaleCause | null {
  for (const kind of order) {
    const found = changes[kind] ?? [];
    if (found.length > 0) return { kind, changes: found.slice(0, 20) };
  }
  return null;
}
