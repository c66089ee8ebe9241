import { rackDemand } from "@headroom/core/capacity/loads";
import type { Scenario } from "../scenarios/scenario";
import { type Day, firstOf, lastOf } from "./calendar";
import type { Catalog, RackType } from "./catalog";
import { buildDemand, type Series } from "./demand";
import type { Dice } from "./dice";
import { bestSite, Floor, type Lot, type Site } from "./stock";
import type { SeedRegion } from "./topology";

export interface RegionHistory {
  readonly region: SeedRegion;
  /** By family. */
  readonly series: readonly Series[];
  readonly floors: readonly Floor[];
  readonly lots: Lot[];
}

/** Racks that come at once, by family. */
const lotSizes: readonly (readonly (readonly [size: number, weight: number])[])[] = [
  [
    [4, 20],
    [6, 20],
    [8, 30],
    [10, 15],
    [12, 10],
    [16, 5],
  ],
  [
    [2, 25],
    [4, 30],
    [6, 25],
    [8, 20],
  ],
  [
    [4, 15],
    [6, 20],
    [8, 35],
    [10, 15],
    [12, 15],
  ],
  [
    [2, 25],
    [4, 35],
    [8, 40],
  ],
];

/** How long racks have stood when the history begins, in days. */
const FIRST_AGE: readonly [number, number] = [20, 760];
/** From approval to arrival, and from arrival to service. */
const COMMIT_DAYS: readonly [number, number] = [35, 75];
/** Share of its failover limit that the fullest UPS of that datacenter reaches at least. */
const PRESSED = 0.957;
/** How often the datacenter that ends near its failover limit is asked first. */
const NEAR_LIMIT_CHANCE = 0.35;
const BURN_IN_DAYS: readonly [number, number] = [9, 24];

/** Replays a region month by month: racks come as its series say, old ones go, and no limit is ever broken. */
export function buildHistory(
  region: SeedRegion,
  scenario: Scenario,
  catalog: Catalog,
  today: Day,
  lastMonth: string,
  dice: Dice,
): RegionHistory {
  const positions = region.datacenters.flatMap((d) => d.groupPositions.flat()).length;
  const series = buildDemand(region.spec, positions, lastMonth, scenario.months, dice);
  const floors = region.datacenters.map((d) => new Floor(d));
  const lots: Lot[] = [];
  const replay = new Replay(region, scenario, catalog, today, floors, lots, dice);
  const months = series[0]!.months;
  const begin = firstOf(months[0]!);
  // nothing comes after today, not even in a month that has just begun
  const day = (first: Day, last: Day) => dice.int(Math.min(first, today), Math.min(last, today));
  series.forEach((s, family) => {
    replay.grow(family, s.standing[0]!, () => begin - dice.int(...FIRST_AGE));
  });
  months.forEach((month, m) => {
    const [first, last] = [firstOf(month), lastOf(month)];
    if (m > 1 && m < months.length - 1) replay.retireOld(day(first, first + 9));
    series.forEach((s, family) => {
      replay.grow(family, s.standing[m + 1]!, () => day(m > 1 ? first + 10 : first, last));
    });
  });
  const near = floors.find((f) => f.datacenter.code === scenario.nearFailoverLimit);
  if (near) replay.press(near);
  return { region, series, floors, lots };
}

class Replay {
  private readonly standing = [0, 0, 0, 0];

  constructor(
    private readonly region: SeedRegion,
    private readonly scenario: Scenario,
    private readonly catalog: Catalog,
    private readonly today: Day,
    private readonly floors: readonly Floor[],
    private readonly lots: Lot[],
    private readonly dice: Dice,
  ) {}

  /** Adds lots of a family until it has `target` racks; less than the smallest lot waits for the next month. */
  grow(family: number, target: number, installedOn: () => Day): void {
    const sizes = lotSizes[family]!;
    while (target - this.standing[family]! >= sizes[0]![0]) {
      const missing = target - this.standing[family]!;
      const wanted = Math.min(missing, this.dice.weighted(sizes));
      if (!this.place(family, wanted, installedOn())) return;
    }
  }

  /** A lot, or a smaller one where no row takes it. false: not even one rack fits anywhere. */
  private place(family: number, wanted: number, day: Day): boolean {
    const type = this.typeOn(family, day);
    for (let n = wanted; n >= 1; n = Math.floor(n / 2)) {
      const near = this.floors.filter((f) => f.datacenter.code === this.scenario.nearFailoverLimit);
      const first = near.length > 0 && this.dice.chance(NEAR_LIMIT_CHANCE) ? near : this.floors;
      const { ceiling } = this.region.spec;
      const site = bestSite(first, n, type, this.dice, ceiling) ?? bestSite(this.floors, n, type, this.dice, ceiling);
      if (!site) continue;
      this.stand(site, type, day);
      this.standing[family]! += n;
      return true;
    }
    return false;
  }

  /** Puts a lot where the site says. */
  private stand(site: Site, type: RackType, wanted: Day): void {
    const floor = this.floors.find((f) => f.datacenter === site.datacenter)!;
    const places = floor.take(site, rackDemand(type));
    const empty = floor.emptySince(places.map((place) => place.position));
    const day = Math.max(wanted, empty);
    const inServiceOn = day + this.dice.int(...BURN_IN_DAYS);
    this.lots.push({
      id: `${this.region.spec.code}-${this.lots.length}`,
      datacenter: site.datacenter,
      type,
      row: site.row,
      places,
      committedOn: Math.min(day, Math.max(day - this.dice.int(...COMMIT_DAYS), empty)),
      installedOn: day,
      inServiceOn: inServiceOn <= this.today ? inServiceOn : null,
      retiredOn: null,
    });
  }

  /** Adds racks under the fullest UPS, one by one, until its worst failure is just below its limit. */
  press(floor: Floor): void {
    const newest = this.catalog.rackTypes.filter((t) => t.orderableTo === null).sort((a, b) => b.powerW - a.powerW);
    for (const top of floor.topsByFailureShare())
      for (const type of newest)
        for (const row of floor.rowsUnder(top)) {
          while (floor.failureShare(top) < PRESSED) {
            const site = floor.trySite(row, 1, rackDemand(type));
            if (!site) break;
            this.stand(site, type, this.today - this.dice.int(4, 40));
          }
          if (floor.failureShare(top) >= PRESSED) return;
        }
  }

  /** The newest type that could be ordered two months before, now and then the one before it. */
  private typeOn(family: number, day: Day): RackType {
    const ofFamily = this.catalog.rackTypes.filter((t) => t.familyId === family + 1);
    const [older, newer] = ofFamily as [RackType, RackType];
    const since = Date.parse(newer.orderableFrom) / 86_400_000;
    return day - 60 < since || this.dice.chance(0.08) ? older : newer;
  }

  /** Now and then the oldest lot goes, so that positions are used again. */
  retireOld(day: Day): void {
    if (!this.dice.chance(0.12)) return;
    const oldest = this.lots
      .filter((l) => l.retiredOn === null && l.installedOn !== null && day - l.installedOn > 700)
      .sort((a, b) => a.installedOn! - b.installedOn!)[0];
    if (!oldest) return;
    oldest.retiredOn = day;
    this.standing[oldest.type.familyId - 1]! -= oldest.places.length;
    this.floors.find((f) => f.datacenter === oldest.datacenter)!.release(oldest, day);
  }
}
