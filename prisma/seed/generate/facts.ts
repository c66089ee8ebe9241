import { accountCompiled } from "@headroom/core/capacity/account";
import { type FactResource, factResources } from "@headroom/core/capacity/exhaustion";
import { type CapacityFact, capacityFacts, type FactRacks } from "@headroom/core/capacity/facts";
import { medianRack } from "@headroom/core/capacity/reference";
import type { MonthSums } from "@headroom/services/ports/facts";
import type { Books } from "./books";
import { type Day, lastOf } from "./calendar";
import type { Catalog } from "./catalog";

/** Racks by family on a day: what stood (in service or not) and what was approved. */
function racksOn({ lots, pledges }: Books, day: Day): FactRacks[] {
  const standing = lots.flatMap((lot): FactRacks[] => {
    if (lot.committedOn > day || (lot.retiredOn !== null && lot.retiredOn <= day)) return [];
    const here = lot.installedOn !== null && lot.installedOn <= day;
    const running = lot.inServiceOn !== null && lot.inServiceOn <= day;
    const { familyCode, powerW, coolingW } = lot.type;
    return [
      {
        familyCode,
        kind: here ? (running ? "in_service" : "installed") : "committed",
        racks: lot.places.length,
        powerW,
        coolingW,
      },
    ];
  });
  const promised = pledges
    .filter((p) => p.kind === "committed" && p.since <= day)
    .map(({ type: { familyCode, powerW, coolingW }, positions }): FactRacks => {
      return { familyCode, kind: "committed", racks: positions.length, powerW, coolingW };
    });
  return [...standing, ...promised];
}

/** The facts of every month, each from the racks that stood at its end; the last one from today's account. */
export function buildFacts(
  books: readonly Books[],
  months: readonly string[],
  today: Day,
  catalog: Catalog,
): CapacityFact[] {
  const families = catalog.families.map((f) => f.code);
  return books.flatMap((book) =>
    months.flatMap((month, i) => {
      if (i === months.length - 1) return capacityFacts(month, book.account(), racksOn(book, today), families);
      const day = lastOf(month);
      const placed = book.placedOn(day);
      const account = accountCompiled(book.datacenter.compiled, placed, { reference: medianRack(placed) });
      return capacityFacts(month, account, racksOn(book, day), families);
    }),
  );
}

/** What datacenters had taken at each month's end, of one family or (`*`) as a whole, as far as the plain trend asks: no account is made for it. */
export function trendFacts(books: readonly Books[], months: readonly string[], today: Day, family = "*"): MonthSums[] {
  return months.flatMap((month, i) => {
    const day = i === months.length - 1 ? today : lastOf(month);
    const whole = family === "*";
    const racks = books.flatMap((b) => racksOn(b, day)).filter((r) => whole || r.familyCode === family);
    const kept = whole && i === months.length - 1 ? books.flatMap((b) => b.kept.flatMap((k) => k.positions)).length : 0;
    return factResources.map((resource): MonthSums => {
      const each = (r: FactRacks) =>
        r.racks * (resource === "space" ? 1 : resource === "power" ? r.powerW : r.coolingW);
      const sum = (committed: boolean) =>
        racks.filter((r) => (r.kind === "committed") === committed).reduce((total, r) => total + each(r), 0);
      const limit = whole ? books.reduce((total, b) => total + supplyOf(b, resource), 0) : 0;
      const reserved = resource === "space" ? kept : 0;
      return {
        month,
        resource,
        limit,
        installed: sum(false),
        committed: sum(true),
        reserved,
        inService: 0,
        stranded: 0,
      };
    });
  });
}

function supplyOf({ datacenter: { model } }: Books, resource: FactResource): number {
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  if (resource === "space") return sum(model.groups.map((g) => g.positions));
  if (resource === "cooling") return sum(model.coolingZones.map((z) => z.capacityW));
  return sum(model.devices.filter((d) => d.parentId === null).map((d) => d.capacityW));
}
