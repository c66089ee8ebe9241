import type { DatacenterImpact, DisplacedDto, PlanSummary } from "@headroom/contracts/plan";
import { addLots, footprintOf, leanedOn } from "@headroom/core/approval/footprint";
import { accountCompiled } from "@headroom/core/capacity/account";
import { type FactResource, firstToBind } from "@headroom/core/capacity/exhaustion";
import { medianRack } from "@headroom/core/capacity/reference";
import { sumAccounts } from "@headroom/core/capacity/sum";
import type { DatacenterAccount, ResourceAccounts } from "@headroom/core/capacity/types";
import { runwayOf, trendQuery } from "../capacity/runway";
import type { OpenFloor } from "../placement/floors";
import { namesOf } from "../placement/names";
import type { MonthSums } from "../ports/facts";
import type { DatacenterSnapshot } from "../ports/fleet";
import type { PlannedRequest } from "../ports/plans";
import type { Repositories } from "../ports/repositories";
import { displacedIn } from "./displaced";
import { ownLots } from "./lots";
import { type Leaving, leave, leavingOf, placedWithout } from "./moves";

/** An action as its numbers need it; the database's record or one that is not stored yet. */
export type CountedAction = Parameters<typeof ownLots>[1][number];

export type Failure = DatacenterImpact["worstFailureAfter"];

export function failureOf(snapshot: DatacenterSnapshot, account: DatacenterAccount): Failure {
  const worst = account.worstFailure;
  if (!worst) return null;
  const names = namesOf(snapshot);
  return {
    device: names.device(worst.deviceId),
    failed: names.device(worst.failedTopId),
    datacenter: snapshot.code,
    loadW: worst.loadW,
    limitW: worst.limitW,
  };
}

const shareOf = (failure: Failure): number =>
  failure === null ? -1 : failure.limitW > 0 ? failure.loadW / failure.limitW : Number.POSITIVE_INFINITY;

export const worse = (a: Failure, b: Failure): Failure => (shareOf(b) > shareOf(a) ? b : a);

/** Before and after of one datacenter, measured with the same reference rack. `floor` is without the plan's own positions. */
export function impactOf(floor: OpenFloor, actions: readonly CountedAction[]): DatacenterImpact {
  const { snapshot, dc } = floor;
  const own = ownLots(snapshot, actions, "committed");
  const { placed } = snapshot;
  const mine = actions.filter((a) => a.datacenterId === snapshot.id);
  const leaving = leavingOf(snapshot, mine);
  const reference = medianRack(placed);
  const before = accountCompiled(dc, placed, { reference });
  const after = accountCompiled(dc, [...placedWithout(placed, leaving), ...own], { reference });
  return {
    datacenter: snapshot.code,
    region: snapshot.region.code,
    racks: mine.reduce((sum, a) => sum + a.positions.length, 0),
    powerW: addedBy(mine, (a) => a.powerW),
    before: plain(before.total),
    after: plain(after.total),
    worstFailureBefore: failureOf(snapshot, before),
    worstFailureAfter: failureOf(snapshot, after),
    binds: bindsIn(floor, own, leaving),
  };
}

/** What racks bring that were not there before; those that move bring nothing. */
const addedBy = (actions: readonly CountedAction[], value: (a: CountedAction) => number): number =>
  actions.reduce((total, a) => (a.kind === "move" ? total : total + a.positions.length * value(a)), 0);

/** Limits named as binding, and next. */
const BINDS = 2;

/** How full the limits are that the plan leans on, fullest first, as they are and with it. */
function bindsIn(
  { snapshot, dc, loads }: OpenFloor,
  own: ReturnType<typeof ownLots>,
  leaving: Leaving,
): DatacenterImpact["binds"] {
  const names = namesOf(snapshot);
  const footprint = footprintOf(dc, own);
  const before = new Map(leanedOn(loads, footprint).map((limit) => [`${limit.kind} ${limit.id}`, limit.percent]));
  const then = loads.clone();
  addLots(then, own, 1);
  leave(then, leaving);
  return leanedOn(then, footprint)
    .slice(0, BINDS)
    .map(({ kind, id, failedTopId, percent }) => ({
      kind,
      name: kind === "device" ? names.device(id) : names.zone(id),
      failed: failedTopId === null ? null : names.device(failedTopId),
      percentBefore: before.get(`${kind} ${id}`) ?? 0,
      percent,
    }));
}

/** The border's shape: the same numbers, with causes as a plain record. */
export function plain(accounts: ResourceAccounts): DatacenterImpact["before"] {
  const of = (resource: keyof ResourceAccounts) => ({
    ...accounts[resource],
    strandedBy: { ...accounts[resource].strandedBy } as Record<string, number>,
  });
  return { space: of("space"), power: of("power"), failover: of("failover"), cooling: of("cooling") };
}

/** Months until the first resource of the region runs out by the plain trend, as it is and with the plan's racks promised on top. */
export async function exhaustionMonths(
  { facts }: Pick<Repositories, "facts">,
  regionId: number,
  added: Readonly<Record<FactResource, number>>,
): Promise<{ before: number | null; after: number | null }> {
  const stored = await facts.series({ regionId, ...trendQuery(await facts.latestMonth()) });
  const first = (months: readonly MonthSums[]) => {
    const of = (resource: FactResource) => runwayOf(months, resource);
    const { exhaustion } = firstToBind({ space: of("space"), power: of("power"), cooling: of("cooling") });
    return exhaustion.kind === "months" ? exhaustion.months : null;
  };
  // what the plan takes is no longer there to grow into
  return { before: first(stored), after: first(stored.map((m) => ({ ...m, limit: m.limit - added[m.resource] }))) };
}

/** What the approver is shown. Floors: every datacenter touched, without the plan's own positions. */
export async function summarise(
  repositories: Pick<Repositories, "facts">,
  floors: readonly OpenFloor[],
  actions: readonly CountedAction[],
  requests: readonly (PlannedRequest & { readonly racks: number })[],
): Promise<PlanSummary> {
  const impacts = floors.map((floor) => impactOf(floor, actions));
  const sum = (value: (a: CountedAction) => number) => addedBy(actions, value);
  const regions = [...new Map(floors.map((f) => [f.snapshot.region.id, f])).keys()];
  const displaced: DisplacedDto[] = [];
  let exhaustion: { before: number | null; after: number | null } | null = null;
  for (const regionId of regions) {
    const here = new Set(floors.filter((f) => f.snapshot.region.id === regionId).map((f) => f.snapshot.id));
    const mine = actions.filter((a) => here.has(a.datacenterId));
    const of = (value: (a: CountedAction) => number) => addedBy(mine, value);
    const added = { space: of(() => 1), power: of((a) => a.powerW), cooling: of((a) => a.coolingW) };
    const months = await exhaustionMonths(repositories, regionId, added);
    const { code } = floors.find((f) => f.snapshot.region.id === regionId)!.snapshot.region;
    const lost = await displacedIn(repositories, { kind: "region", code, scope: { regionId } }, added);
    if (lost) displaced.push(lost);
    const soonest = (m: number | null) => m ?? Number.POSITIVE_INFINITY;
    if (exhaustion === null || soonest(months.after) < soonest(exhaustion.after)) exhaustion = months;
  }
  for (const { snapshot } of floors) {
    const mine = actions.filter((a) => a.datacenterId === snapshot.id);
    const of = (value: (a: CountedAction) => number) => addedBy(mine, value);
    const added = { space: of(() => 1), power: of((a) => a.powerW), cooling: of((a) => a.coolingW) };
    const place = { kind: "datacenter", code: snapshot.code, scope: { datacenterId: snapshot.id } } as const;
    const lost = await displacedIn(repositories, place, added);
    if (lost) displaced.push(lost);
  }
  const moved = actions.reduce((total, a) => (a.kind === "move" ? total + a.positions.length : total), 0);
  return {
    requests: requests.length,
    requestsPlaced: requests.filter((r) => r.racksPlaced > 0).length,
    racksAsked: requests.reduce((total, r) => total + r.racks, 0),
    racksPlaced: requests.reduce((total, r) => total + r.racksPlaced, 0),
    powerW: sum((a) => a.powerW),
    coolingW: sum((a) => a.coolingW),
    cost: sum((a) => a.cost),
    before: plain(sumAccounts(impacts.map((i) => i.before as ResourceAccounts))),
    after: plain(sumAccounts(impacts.map((i) => i.after as ResourceAccounts))),
    worstFailureBefore: impacts.map((i) => i.worstFailureBefore).reduce(worse, null),
    worstFailureAfter: impacts.map((i) => i.worstFailureAfter).reduce(worse, null),
    impacts,
    exhaustionMonthsBefore: exhaustion?.before ?? null,
    exhaustionMonthsAfter: exhaustion?.after ?? null,
    displaced,
    ...(moved > 0 ? { racksMoved: moved } : {}),
  };
}
