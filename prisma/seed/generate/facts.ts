import { accountCompiled } from "@headroom/core/capacity/account";
import { type CapacityFact, capacityFacts, type FactRacks } from "@headroom/core/capacity/facts";
import { medianRack } from "@headroom/core/capacity/reference";
import type { PlacedRacks } from "@headroom/core/topology/datacenter";
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
    .map(({ type: { familyCode, powerW, coolingW }, racks }): FactRacks => {
      const count = Object.values(racks).reduce((a, b) => a + b, 0);
      return { familyCode, kind: "committed", racks: count, powerW, coolingW };
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
      const now = i === months.length - 1;
      const day = now ? today : lastOf(month);
      const placed: PlacedRacks[] = now ? book.placedNow() : book.placedOn(day);
      const account = accountCompiled(book.datacenter.compiled, placed, { reference: medianRack(placed) });
      return capacityFacts(month, account, racksOn(book, day), families);
    }),
  );
}
