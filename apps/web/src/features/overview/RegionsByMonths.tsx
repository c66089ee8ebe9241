"use client";
import type { Overview } from "@headroom/contracts/overview";
import { ExhaustionAxis, ExhaustionLegend, ExhaustionRange } from "@headroom/ui/charts/ExhaustionRange";
import { formatPower } from "@headroom/ui/format/numbers";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { Link } from "@headroom/ui/primitives/Link";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Num } from "@headroom/ui/primitives/Text";
import { monthsTone } from "@headroom/ui/region/regionTypes";
import { bindsWords, monthsOf, runsOutWords } from "../regions/regionRows";

type Region = Overview["regions"][number];

/** Regions by how soon the first resource runs out; what cannot be judged stands last. */
export function RegionsByMonths({ regions }: { regions: readonly Region[] | null }) {
  const order = (region: Region) => monthsOf(region.exhaustion) ?? Number.MAX_VALUE;
  const rows = [...(regions ?? [])].sort((a, b) => order(a) - order(b) || a.code.localeCompare(b.code));
  return (
    <DataTable<Region>
      label="Regions by months to exhaustion"
      columns={columns}
      rows={rows}
      rowKey={(region) => region.code}
      foot={regions && regions.length > 0 ? <ExhaustionLegend trendOnly /> : undefined}
      loadingRows={regions ? undefined : 12}
      body={
        regions?.length === 0 ? (
          <EmptyState title="There is no region yet">Bring the inventory in with an import.</EmptyState>
        ) : undefined
      }
    />
  );
}

const columns: readonly Column<Region>[] = [
  {
    id: "code",
    header: "Region",
    noWrap: true,
    cell: (region) => <Link href={`/regions/${encodeURIComponent(region.code)}`}>{region.code}</Link>,
  },
  {
    id: "range",
    header: <ExhaustionAxis />,
    priority: 2,
    width: "38%",
    cell: (region) => <ExhaustionRange p50={monthsOf(region.exhaustion)} />,
  },
  { id: "out", header: "Runs out", noWrap: true, cell: (region) => <RunsOut region={region} /> },
  { id: "binds", header: "Binds", priority: 3, cell: (region) => bindsWords(region.exhaustion) },
  { id: "free", header: "Free now", align: "end", cell: (region) => <Num of={formatPower(region.freePowerW)} /> },
];

function RunsOut({ region }: { region: Region }) {
  const tone = monthsTone(monthsOf(region.exhaustion));
  const words = runsOutWords(region.exhaustion);
  if (tone === "critical") return <StateLabel state="over">{words}</StateLabel>;
  if (tone === "attention") return <StateLabel state="near">{words}</StateLabel>;
  if (tone === "unknown") return <StateLabel state="unknown">{words}</StateLabel>;
  return words;
}
