"use client";
import type { DatacenterSummary } from "@headroom/contracts/fleet";
import { formatCount, formatNumber, formatPower, shareOf } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { type Column, DataTable, type Sort } from "@headroom/ui/primitives/DataTable";
import { EmptyByFilter, EmptyState } from "@headroom/ui/primitives/EmptyState";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { LimitBarWithShare, LimitShare } from "@headroom/ui/primitives/LimitBar";
import { Link } from "@headroom/ui/primitives/Link";
import { PageHeader, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { Muted, Num } from "@headroom/ui/primitives/Text";
import { sortRows } from "@headroom/ui/primitives/tableLogic";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryStates, useRouter } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { SearchBox } from "../frame/SearchBox";

const taken = (account: { installed: number; committed: number; held: number }) =>
  account.installed + account.committed + account.held;
const worstShare = (row: DatacenterSummary) =>
  row.worstFailure ? shareOf(row.worstFailure.loadW, row.worstFailure.limitW) : 0;

const columns: readonly Column<DatacenterSummary>[] = [
  {
    id: "code",
    header: "Datacenter",
    sortable: true,
    cell: (row) => <Link href={`/floors/${encodeURIComponent(row.code)}`}>{row.code}</Link>,
  },
  { id: "region", header: "Region", sortable: true, priority: 2, cell: (row) => `${row.region}, ${row.zone}` },
  { id: "rows", header: "Rows", align: "end", sortable: true, priority: 3, cell: (row) => row.rows },
  {
    id: "positions",
    header: "Positions",
    align: "end",
    sortable: true,
    priority: 3,
    cell: (row) => formatNumber(row.positions),
  },
  { id: "free", header: "Free", align: "end", sortable: true, cell: (row) => formatNumber(row.accounts.space.free) },
  {
    id: "power",
    header: "Power against the limit",
    sortable: true,
    width: "24%",
    cell: (row) => (
      <LimitBarWithShare
        label={`${row.code}: power against its limit`}
        used={taken(row.accounts.power)}
        held={row.accounts.power.reserved}
        limit={row.accounts.power.supply}
        format={(watts) => formatPower(watts).text}
      />
    ),
  },
  {
    id: "stranded",
    header: "Stranded",
    align: "end",
    sortable: true,
    priority: 2,
    cell: (row) => <Num of={formatPower(row.accounts.power.stranded)} />,
  },
  {
    id: "failure",
    header: "Worst single failure",
    align: "end",
    sortable: true,
    priority: 2,
    cell: (row) =>
      row.worstFailure ? (
        <>
          <LimitShare share={worstShare(row)} />
          <Muted>
            {", "}
            {row.worstFailure.device} if {row.worstFailure.failed} fails
          </Muted>
        </>
      ) : (
        <Muted>none</Muted>
      ),
  },
];

const sorters: Record<string, (row: DatacenterSummary) => string | number> = {
  code: (row) => row.code,
  region: (row) => `${row.region} ${row.zone}`,
  rows: (row) => row.rows,
  positions: (row) => row.positions,
  free: (row) => row.accounts.space.free,
  power: (row) => taken(row.accounts.power) / Math.max(1, row.accounts.power.supply),
  stranded: (row) => row.accounts.power.stranded,
  failure: worstShare,
};

/** Every datacenter, to open its floor. */
export function FloorsPage() {
  const trpc = useTRPC();
  const router = useRouter();
  const list = useQuery(trpc.datacenter.list.queryOptions({}));
  const [view, setView] = useQueryStates({
    q: parseAsString.withDefault(""),
    region: parseAsString.withDefault(""),
    sort: parseAsString.withDefault("power"),
    dir: parseAsStringLiteral(["ascending", "descending"]).withDefault("descending"),
    at: parseAsString,
  });
  const sort: Sort = { column: view.sort, direction: view.dir };
  const all = list.data ?? [];
  const wanted = view.q.toLowerCase();
  const rows = sortRows(
    all.filter(
      (row) =>
        (!view.region || row.region === view.region) &&
        `${row.code} ${row.name} ${row.region}`.toLowerCase().includes(wanted),
    ),
    sort,
    (row, column) => (sorters[column] ?? sorters.code)?.(row) ?? "",
  );
  const clear = () => void setView({ q: null, region: null });
  return (
    <>
      <ShellScope crumbs={[{ label: "Floors", href: "/floors" }]} />
      <PageHeader title="Floors">
        {list.data ? (
          <>
            <b>{formatCount(all.length, "datacenter")}</b>,{" "}
            {formatNumber(all.reduce((sum, row) => sum + row.positions, 0))} positions,{" "}
            {formatNumber(all.reduce((sum, row) => sum + row.accounts.space.free, 0))} free.
          </>
        ) : (
          "Every datacenter, by how full it is."
        )}
      </PageHeader>
      <ToolRow>
        <SearchBox label="Search datacenters" value={view.q} onChange={(q) => void setView({ q: q || null })} />
        <SelectBox
          aria-label="Region"
          placeholder="All regions"
          value={view.region}
          onChange={(event) => void setView({ region: event.target.value || null })}
          options={[...new Set(all.map((row) => row.region))]
            .sort()
            .map((region) => ({ value: region, label: region }))}
        />
        {view.q || view.region ? (
          <Button variant="quiet" icon="close" onPress={clear}>
            Clear filter
          </Button>
        ) : null}
      </ToolRow>
      <DataTable<DatacenterSummary>
        label="Datacenters"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.code}
        sort={sort}
        onSort={(next) => void setView({ sort: next.column, dir: next.direction })}
        currentKey={view.at}
        onCurrent={(at) => void setView({ at })}
        onOpen={(row) => router.push(`/floors/${encodeURIComponent(row.code)}`)}
        hotkeys
        loadingRows={list.isPending ? 16 : undefined}
        body={
          list.error ? (
            <QueryFailure error={list.error} what="The datacenters" onRetry={() => void list.refetch()} />
          ) : list.data && rows.length === 0 ? (
            all.length > 0 ? (
              <EmptyByFilter title="No datacenter matches the filter" onClear={clear} />
            ) : (
              <EmptyState
                title="There is no datacenter yet"
                actions={
                  <Button size="small" href="/imports">
                    Import
                  </Button>
                }
              >
                Bring the inventory in from NetBox or from a file.
              </EmptyState>
            )
          ) : undefined
        }
      />
    </>
  );
}
