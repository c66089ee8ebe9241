"use client";
import { formatMonths, formatNumber, formatPower } from "../format/numbers";
import { type Column, DataTable, type DataTableProps, type Sort } from "../primitives/DataTable";
import { LegendSwatch, LimitBar, LimitShare } from "../primitives/LimitBar";
import { Link } from "../primitives/Link";
import { StateLabel } from "../primitives/StateLabel";
import { MonthsRing } from "./RegionMark";
import { monthsTone, type RegionSummary, usedShare } from "./regionTypes";

export interface RegionListProps
  extends Pick<DataTableProps<RegionSummary>, "loadingRows" | "body" | "banner" | "foot" | "hotkeys"> {
  /** In the order to show: byRisk(...) or as sorted. */
  regions: readonly RegionSummary[];
  /** "Power": the resource of the bar. */
  resource: string;
  selectedId: string | null;
  onSelect: (id: string) => void;
  onOpen?: (id: string) => void;
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
}

/** Regions by risk: the list comes first, the map mirrors it. */
export function RegionList({ regions, resource, selectedId, onSelect, onOpen, ...rest }: RegionListProps) {
  const columns: Column<RegionSummary>[] = [
    {
      id: "code",
      header: "Region",
      sortable: true,
      noWrap: true,
      cell: (region) => (
        <span className="hr-row">
          <MonthsRing months={region.months} />
          <Link href={region.href}>{region.code}</Link>
        </span>
      ),
    },
    {
      id: "months",
      header: "Months",
      align: "end",
      sortable: true,
      cell: (region) =>
        region.months === null ? (
          <StateLabel state="unknown">Unknown</StateLabel>
        ) : (
          <span className="hr-pct" data-tone={monthsTone(region.months)}>
            {formatMonths(region.months).value}
          </span>
        ),
    },
    {
      id: "binds",
      header: "Binds",
      priority: 2,
      noWrap: true,
      cell: (region) => <span className="hr-sec">{region.binds}</span>,
    },
    {
      id: "bar",
      header: resource,
      width: 104,
      cell: (region) => (
        <LimitBar
          label={resource}
          used={region.committedW}
          held={region.reservedW}
          limit={region.supplyW}
          format={(w) => formatPower(w).text}
        />
      ),
    },
    {
      id: "used",
      header: "Used",
      align: "end",
      sortable: true,
      cell: (region) => <LimitShare share={usedShare(region)} icon={false} />,
    },
    {
      id: "supply",
      header: "MW",
      align: "end",
      sortable: true,
      priority: 2,
      cell: (region) => <span className="hr-sec">{formatNumber(region.supplyW / 1e6, 1)}</span>,
    },
  ];
  return (
    <>
      <DataTable
        label="Regions by risk"
        columns={columns}
        rows={regions}
        rowKey={(region) => region.id}
        currentKey={selectedId}
        onCurrent={(id) => onSelect(id)}
        onOpen={onOpen ? (region) => onOpen(region.id) : undefined}
        {...rest}
      />
      <div className="hr-legend">
        <LegendSwatch kind="used">committed</LegendSwatch>
        <LegendSwatch kind="held">reserved</LegendSwatch>
        <LegendSwatch kind="free">free</LegendSwatch>
      </div>
    </>
  );
}
