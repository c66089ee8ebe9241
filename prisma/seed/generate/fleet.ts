import type { CapacityFact } from "@headroom/core/capacity/facts";
import type { DatacenterAccount } from "@headroom/core/capacity/types";
import { monthsUpTo } from "@headroom/core/foundation/months";
import type { Scenario } from "../scenarios/scenario";
import { Books } from "./books";
import { type Day, dayOf, isoOf } from "./calendar";
import { buildCatalog, type Catalog } from "./catalog";
import { Dice } from "./dice";
import { buildFacts } from "./facts";
import { buildFlow } from "./flow";
import type { FlowRows } from "./flow-rows";
import { buildHistory, type RegionHistory } from "./history";
import { type StandingKey, standingKeys } from "./keys";
import { buildRacks, buildServers, type SeedRack, type SeedServer } from "./racks";
import { buildRuns, type RunRows } from "./runs/build";
import { type RackComing, racksComing } from "./runs/coming";
import { buildTopology, type SeedRegion } from "./topology";

/** Everything a scenario writes, still as objects. The same scenario and day give the same fleet. */
export interface Fleet {
  readonly scenario: Scenario;
  readonly today: Day;
  readonly months: readonly string[];
  readonly catalog: Catalog;
  readonly regions: readonly SeedRegion[];
  readonly histories: readonly RegionHistory[];
  readonly racks: readonly SeedRack[];
  /** Ordered for committed plans; they stand nowhere yet. */
  readonly coming: readonly RackComing[];
  readonly runs: RunRows;
  /** Made while they are read: there are many. */
  servers(): Iterable<SeedServer>;
  readonly flow: FlowRows;
  /** Keys that racks which stand came under. */
  readonly rackKeys: readonly StandingKey[];
  readonly facts: readonly CapacityFact[];
  readonly accounts: readonly DatacenterAccount[];
}

/** `today`: ISO day. */
export async function buildFleet(scenario: Scenario, today: string): Promise<Fleet> {
  const day = dayOf(today);
  const dice = new Dice(scenario.seed, scenario.name);
  const catalog = buildCatalog(day);
  const months = monthsUpTo(isoOf(day), scenario.months);
  const regions = buildTopology(scenario, dice.fork("topology"));
  const histories = regions.map((region) =>
    buildHistory(region, scenario, catalog, day, months.at(-1)!, dice.fork(`history/${region.spec.code}`)),
  );
  const racks = buildRacks(histories, dice.fork("racks"));
  const books = histories.flatMap(({ region, floors, lots }) =>
    floors.map((floor) => {
      const { datacenter } = floor;
      const here = racks.filter((r) => r.lot.datacenter === datacenter);
      return new Books(
        region,
        datacenter,
        floor,
        lots.filter((l) => l.datacenter === datacenter),
        here,
        day,
      );
    }),
  );
  const stood = new Map<number, number>();
  for (const { position } of racks) stood.set(position.id, (stood.get(position.id) ?? 0) + 1);
  const flow = await buildFlow({
    ...{ scenario, books, regions, catalog, months, today: day, dice: dice.fork("flow"), racks: racks.length },
    stood: ({ id }) => stood.get(id) ?? 0,
  });
  const all = [...racks, ...flow.delivered];
  const coming = racksComing(flow.plans, day, all);
  const runs = await buildRuns({
    ...{ today: day, regions, racks: all, plans: flow.plans, coming, dice: dice.fork("runs") },
  });
  return {
    scenario,
    today: day,
    months,
    catalog,
    regions,
    histories,
    racks: all,
    coming,
    runs,
    servers: () => buildServers(all, dice.fork("servers")),
    flow,
    rackKeys: standingKeys(regions, racks),
    facts: buildFacts(books, months, day, catalog),
    accounts: books.map((b) => b.account()),
  };
}
