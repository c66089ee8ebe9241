"use client";
import type { RepairListRow } from "@headroom/contracts/repair";
import { formatCount, formatNumber } from "@headroom/ui/format/numbers";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyByFilter, EmptyState } from "@headroom/ui/primitives/EmptyState";
import { Icon } from "@headroom/ui/primitives/Icon";
import { Link } from "@headroom/ui/primitives/Link";
import { PageHeader, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { Muted } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryStates, useRouter } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { brokenName, overWords } from "./words";

const hrefOf = (row: RepairListRow) => `/limits/${encodeURIComponent(row.datacenter)}`;

const columns: readonly Column<RepairListRow>[] = [
  { id: "datacenter", header: "Datacenter", cell: (row) => <Link href={hrefOf(row)}>{row.datacenter}</Link> },
  { id: "region", header: "Region", priority: 2, cell: (row) => row.region },
  {
    id: "broken",
    header: "Broken",
    align: "end",
    cell: (row) => (row.broken === 0 ? <Muted>none</Muted> : formatNumber(row.broken)),
  },
  {
    id: "worst",
    header: "Worst, as a share of itself",
    width: "52%",
    wrap: true,
    cell: (row) =>
      row.worst ? (
        <span className="hr-crit">
          <Icon name="over" size={13} label="Broken:" /> {brokenName(row.worst)}: {overWords(row.worst.over, row.worst)}
        </span>
      ) : (
        <Muted>every limit is kept</Muted>
      ),
  },
];

const options = [
  { value: "broken", label: "With broken limits" },
  { value: "all", label: "All" },
] as const;

/** Where what stands is over a limit, over the whole fleet. */
export function LimitsPage() {
  const trpc = useTRPC();
  const router = useRouter();
  const [view, setView] = useQueryStates({
    show: parseAsStringLiteral(["broken", "all"]).withDefault("all"),
    at: parseAsString,
  });
  const list = useQuery(trpc.repair.list.queryOptions());
  const all = list.data ?? [];
  const broken = all.filter((row) => row.broken > 0);
  const rows = view.show === "all" ? all : broken;
  const total = broken.reduce((sum, row) => sum + row.broken, 0);
  return (
    <>
      <ShellScope crumbs={[{ label: "Broken limits", href: "/limits" }]} />
      <PageHeader title="Broken limits">
        {all.length === 0 ? (
          "Where what stands is over a limit already."
        ) : total === 0 ? (
          "Every limit is kept everywhere, by what stands and by what is promised."
        ) : (
          <>
            <b>{formatCount(total, "limit is", "limits are")} broken</b> in {formatCount(broken.length, "datacenter")}.
            What is broken takes nothing more until it is mended; moving racks may do it.
          </>
        )}
      </PageHeader>
      <ToolRow>
        <Segmented label="Show" options={options} value={view.show} onChange={(show) => void setView({ show })} />
      </ToolRow>
      <DataTable<RepairListRow>
        label="Datacenters, those with most broken limits first"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.datacenter}
        currentKey={view.at}
        onCurrent={(at) => void setView({ at })}
        onOpen={(row) => router.push(hrefOf(row))}
        hotkeys
        loadingRows={list.isPending ? 12 : undefined}
        body={
          list.error ? (
            <QueryFailure error={list.error} what="The broken limits" onRetry={() => void list.refetch()} />
          ) : list.data && rows.length === 0 ? (
            all.length > 0 ? (
              <EmptyByFilter title="No limit is broken" onClear={() => void setView({ show: "all" })} />
            ) : (
              <EmptyState title="There is no datacenter yet">Bring the inventory in with an import.</EmptyState>
            )
          ) : undefined
        }
      />
    </>
  );
}
