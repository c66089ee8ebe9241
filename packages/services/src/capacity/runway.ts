import type { Exhaustion as ExhaustionDto } from "@headroom/contracts/capacity";
import {
  type Exhaustion,
  exhaustionOf,
  type FactResource,
  factResources,
  firstToBind,
  TREND_MONTHS,
} from "@headroom/core/capacity/exhaustion";
import { addMonths } from "@headroom/core/foundation/months";
import type { MonthSums } from "../ports/facts";

const basis = "plain trend of 12 months" as const;
/** How the border calls the kinds of an answer. */
export const statusOf = { months: "known", none: "beyond_horizon", unknown: "unknown" } as const;

/** When one resource of a scope runs out, by its stored months. */
export const runwayOf = (months: readonly MonthSums[], resource: FactResource): Exhaustion =>
  exhaustionOf(
    months
      .filter((m) => m.resource === resource)
      .map((m) => ({ month: m.month, used: m.installed + m.committed + m.reserved, limit: m.limit })),
  );

export interface Runway {
  /** The resource that runs out first. */
  readonly first: ExhaustionDto;
  readonly by: Readonly<Record<FactResource, ExhaustionDto>>;
}

/** `asOf`: when the account of the scope was last computed. Dates count from the latest stored month. */
export function runway(months: readonly MonthSums[], asOf: string): Runway {
  const latest = months.reduce<string | null>((max, m) => (max === null || m.month > max ? m.month : max), null);
  const dto = (e: Exhaustion, resource: FactResource | null): ExhaustionDto => ({
    status: statusOf[e.kind],
    months: e.kind === "months" ? e.months : null,
    month: e.kind === "months" && latest !== null ? addMonths(latest, Math.floor(e.months)) : null,
    resource,
    basis,
    asOf,
  });
  const of = {
    space: runwayOf(months, "space"),
    power: runwayOf(months, "power"),
    cooling: runwayOf(months, "cooling"),
  };
  const first = firstToBind(of);
  return {
    first: dto(first.exhaustion, first.resource),
    by: { space: dto(of.space, "space"), power: dto(of.power, "power"), cooling: dto(of.cooling, "cooling") },
  };
}

/** The facts a trend needs: the last twelve months up to `latest`. */
export const trendQuery = (latest: string | null) => ({
  familyCode: "*",
  resources: factResources,
  from: addMonths(latest ?? "1970-01", 1 - TREND_MONTHS),
  to: latest ?? "1970-01",
});
