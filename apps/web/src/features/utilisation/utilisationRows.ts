import type { Utilisation } from "@headroom/contracts/utilisation";
import type { UtilisationMonth } from "@headroom/ui/charts/UtilisationChart";
import type { CsvValue } from "@headroom/ui/format/csv";

export type Resource = Utilisation["resource"];

/** How a resource is shown: stored in W or positions, shown in MW or positions. */
export const shownAs = {
  power: { word: "Power", unit: "MW", scale: 1e6, digits: 2, column: "mw" },
  space: { word: "Space", unit: "positions", scale: 1, digits: 0, column: "positions" },
  cooling: { word: "Cooling", unit: "MW", scale: 1e6, digits: 2, column: "mw" },
} as const satisfies Record<Resource, { word: string; unit: string; scale: number; digits: number; column: string }>;

/** Rounded to what is shown, so that chart, table and CSV say the same figure. */
const shown = (value: number | null, resource: Resource): number | null => {
  if (value === null) return null;
  const { scale, digits } = shownAs[resource];
  return Math.round((value / scale) * 10 ** digits) / 10 ** digits;
};

/** Stored facts as chart and table show them. */
export const chartMonths = ({ months, resource }: Pick<Utilisation, "months" | "resource">): UtilisationMonth[] =>
  months.map((month) => ({
    month: `${month.month}-01`,
    inService: shown(month.inService, resource),
    installed: shown(month.installed, resource),
    committed: shown(month.committed, resource),
    stranded: shown(month.stranded, resource),
    limit: shown(month.limit, resource),
  }));

/** The same rows as a file; the unit is in the names of the columns. */
export function utilisationCsv(facts: Pick<Utilisation, "months" | "resource">): {
  header: string[];
  rows: CsvValue[][];
} {
  const { column } = shownAs[facts.resource];
  const names = ["in_service", "installed", "committed", "stranded", "limit"] as const;
  return {
    header: ["month", ...names.map((name) => `${name}_${column}`)],
    rows: chartMonths(facts).map((month) => [
      month.month.slice(0, 7),
      month.inService,
      month.installed,
      month.committed,
      month.stranded,
      month.limit,
    ]),
  };
}
