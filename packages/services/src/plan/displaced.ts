import type { DisplacedDto } from "@headroom/contracts/plan";
import { displacedDemand } from "@headroom/core/capacity/displaced";
import { type FactResource, firstToBind } from "@headroom/core/capacity/exhaustion";
import { leastSquares } from "@headroom/core/capacity/trend";
import { addMonths, monthNumber } from "@headroom/core/foundation/months";
import { runwayOf, trendQuery } from "../capacity/runway";
import type { FactScope, MonthSums } from "../ports/facts";
import type { Repositories } from "../ports/repositories";

type Added = Readonly<Record<FactResource, number>>;
const taken = (m: MonthSums): number => m.installed + m.committed + m.reserved;

/**
 * When a region or datacenter runs out first with what a plan takes, against as it is, and which families' growth finds no room in between:
 * all by the plain trend of the stored months. null: not known, or no sooner.
 */
export async function displacedIn(
  { facts }: Pick<Repositories, "facts">,
  place: { readonly kind: "region" | "datacenter"; readonly code: string; readonly scope: FactScope },
  added: Added,
): Promise<DisplacedDto | null> {
  const latest = await facts.latestMonth();
  if (latest === null) return null;
  const query = { ...place.scope, ...trendQuery(latest) };
  const stored = await facts.series(query);
  const runways = (months: readonly MonthSums[]) => {
    const of = (resource: FactResource) => runwayOf(months, resource);
    return { space: of("space"), power: of("power"), cooling: of("cooling") };
  };
  const before = runways(stored);
  const after = runways(stored.map((m) => ({ ...m, limit: m.limit - added[m.resource] })));
  const { resource } = firstToBind(after);
  if (resource === null) return null;
  const families = await facts.families(latest, [resource], place.scope);
  const growth: { family: string; perMonth: number }[] = [];
  for (const family of [...families.keys()].sort()) {
    const series = await facts.series({ ...query, familyCode: family, resources: [resource] });
    if (series.length === 0) continue;
    const at = monthNumber(latest);
    growth.push({ family, perMonth: leastSquares(series.map((m) => [monthNumber(m.month) - at, taken(m)])).slope });
  }
  const found = displacedDemand(before[resource], after[resource], growth);
  if (!found) return null;
  const month = (months: number) => addMonths(latest, Math.floor(months));
  return {
    kind: place.kind,
    place: place.code,
    resource,
    amount: found.amount,
    from: month(found.fromMonths),
    to: month(found.toMonths),
    monthsEarlier: found.beyond ? null : found.toMonths - found.fromMonths,
    families: found.families.map((f) => ({ ...f })),
  };
}
