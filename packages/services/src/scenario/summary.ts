import type { ColumnDecision, ColumnSummary } from "@headroom/contracts/scenario";
import { accountCompiled } from "@headroom/core/capacity/account";
import { medianRack } from "@headroom/core/capacity/reference";
import { sumAccounts } from "@headroom/core/capacity/sum";
import type { Resource, ResourceAccounts } from "@headroom/core/capacity/types";
import type { OpenFloor } from "../placement/floors";
import { ownLots } from "../plan/lots";
import { type CountedAction, exhaustionMonths, type Failure, failureOf, plain, worse } from "../plan/summary";
import type { AccountTotals } from "../ports/capacity";
import type { Repositories } from "../ports/repositories";
import { bindsOf, nextOf } from "./decisions";
import type { Hurt, World } from "./world";

/** What two columns are compared by; everything but the accounts follows from decisions and actions. */
export function figuresOf(
  decisions: readonly ColumnDecision[],
  actions: readonly (CountedAction & { readonly datacenter: string })[],
  hurt: Hurt,
) {
  const sum = (value: (a: CountedAction) => number) =>
    actions.reduce((all, a) => all + a.positions.length * value(a), 0);
  return {
    requests: decisions.length,
    requestsPlaced: decisions.filter((d) => d.racksPlaced > 0).length,
    racksAsked: decisions.reduce((all, d) => all + d.racks, 0),
    racksPlaced: decisions.reduce((all, d) => all + d.racksPlaced, 0),
    positions: sum(() => 1),
    powerW: sum((a) => a.powerW),
    coolingW: sum((a) => a.coolingW),
    cost: sum((a) => a.cost),
    datacenters: [...new Set(actions.map((a) => a.datacenter))].sort(),
    binds: bindsOf(decisions),
    next: nextOf(decisions),
    ...hurt,
  };
}

/** Before and after of everything that the requests may go to, measured in the changed world. */
export async function summariseWorld(
  repositories: Pick<Repositories, "facts">,
  { hurt }: Pick<World, "hurt">,
  floors: readonly OpenFloor[],
  live: ReadonlyMap<number, AccountTotals>,
  actions: readonly (CountedAction & { readonly datacenter: string })[],
  decisions: readonly ColumnDecision[],
): Promise<ColumnSummary> {
  const measured = floors.map((floor) => measure(floor, actions));
  const exhaustion = await soonestExhaustion(repositories, floors, measured, live, actions);
  return {
    ...figuresOf(decisions, actions, hurt),
    before: plain(sumAccounts(measured.map((m) => m.before))),
    after: plain(sumAccounts(measured.map((m) => m.after))),
    worstFailureBefore: measured.map((m) => m.worstBefore).reduce(worse, null),
    worstFailureAfter: measured.map((m) => m.worstAfter).reduce(worse, null),
    exhaustionMonthsBefore: exhaustion.before,
    exhaustionMonthsAfter: exhaustion.after,
  };
}

interface Measured {
  readonly before: ResourceAccounts;
  readonly after: ResourceAccounts;
  readonly worstBefore: Failure;
  readonly worstAfter: Failure;
}

function measure(floor: OpenFloor, actions: readonly CountedAction[]): Measured {
  const { snapshot, dc } = floor;
  const reference = medianRack(snapshot.placed);
  const before = accountCompiled(dc, snapshot.placed, { reference });
  const own = ownLots(snapshot, actions, "committed");
  const after = own.length === 0 ? before : accountCompiled(dc, [...snapshot.placed, ...own], { reference });
  return {
    before: before.total,
    after: after.total,
    worstBefore: failureOf(snapshot, before),
    worstAfter: failureOf(snapshot, after),
  };
}

const resources = ["space", "power", "cooling"] as const satisfies readonly Resource[];
type Amounts = Record<(typeof resources)[number], number>;

/** Of the regions touched, the one that runs out first afterwards. What a scenario adds to a limit moves the date out, what it takes moves it in. */
async function soonestExhaustion(
  repositories: Pick<Repositories, "facts">,
  floors: readonly OpenFloor[],
  measured: readonly Measured[],
  live: ReadonlyMap<number, AccountTotals>,
  actions: readonly CountedAction[],
): Promise<{ before: number | null; after: number | null }> {
  const regions = new Map<number, number[]>();
  floors.forEach(({ snapshot }, i) => {
    regions.set(snapshot.region.id, [...(regions.get(snapshot.region.id) ?? []), i]);
  });
  let soonest: { before: number | null; after: number | null } | null = null;
  for (const [regionId, here] of regions) {
    const taken: Amounts = { space: 0, power: 0, cooling: 0 };
    for (const i of here) {
      const { id } = floors[i]!.snapshot;
      const was = live.get(id)?.total;
      for (const resource of resources)
        taken[resource] += was ? was[resource].supply - measured[i]!.before[resource].supply : 0;
      for (const a of actions.filter((action) => action.datacenterId === id)) {
        taken.space += a.positions.length;
        taken.power += a.positions.length * a.powerW;
        taken.cooling += a.positions.length * a.coolingW;
      }
    }
    const months = await exhaustionMonths(repositories, regionId, taken);
    const at = (m: number | null) => m ?? Number.POSITIVE_INFINITY;
    if (soonest === null || at(months.after) < at(soonest.after)) soonest = months;
  }
  return soonest ?? { before: null, after: null };
}
