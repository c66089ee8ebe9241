"use client";
import type { RackList } from "@headroom/contracts/fleet";
import { assetStates } from "@headroom/core/lifecycle/asset";
import { formatCount, formatPower } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyByFilter, EmptyState } from "@headroom/ui/primitives/EmptyState";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { Link } from "@headroom/ui/primitives/Link";
import { Fill, PageHeader, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { StateLabel, type StateName } from "@headroom/ui/primitives/StateLabel";
import { stateByName } from "@headroom/ui/primitives/states";
import { Id, Muted, Num } from "@headroom/ui/primitives/Text";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { parseAsString } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryStates, useRouter } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { SearchBox } from "../frame/SearchBox";
import { Day } from "../frame/time";
import { rowLabel } from "../words/places";

type Rack = RackList["rows"][number];

const columns: readonly Column<Rack>[] = [
  {
    id: "code",
    header: "Rack",
    noWrap: true,
    cell: (rack) => (
      <Link href={`/racks/${encodeURIComponent(rack.code)}`}>
        <Id>{rack.code}</Id>
      </Link>
    ),
  },
  { id: "type", header: "Type", cell: (rack) => rack.type },
  { id: "state", header: "State", cell: (rack) => <StateLabel state={rack.state as StateName} /> },
  { id: "power", header: "Nameplate", align: "end", cell: (rack) => <Num of={formatPower(rack.powerW)} /> },
  { id: "servers", header: "Servers", align: "end", priority: 2, cell: (rack) => rack.servers },
  {
    id: "floor",
    header: "Floor",
    priority: 2,
    cell: (rack) => <Link href={`/floors/${encodeURIComponent(rack.datacenter)}`}>{rack.datacenter}</Link>,
  },
  {
    id: "row",
    header: "Row",
    priority: 3,
    cell: (rack) => (rack.row ? `${rowLabel(rack.room, rack.row)}, ${rack.position}` : <Muted>not standing</Muted>),
  },
  {
    id: "installed",
    header: "Installed",
    priority: 3,
    noWrap: true,
    cell: (rack) => (rack.installedOn ? <Day at={rack.installedOn} /> : <Muted>not yet</Muted>),
  },
  {
    id: "eol",
    header: "End of life",
    priority: 3,
    noWrap: true,
    cell: (rack) => (rack.endOfLife ? <Day at={rack.endOfLife} /> : <Muted>not set</Muted>),
  },
];

/** Every rack of the fleet, found by place, type, state or name. */
export function RacksPage() {
  const trpc = useTRPC();
  const router = useRouter();
  const [filter, setFilter] = useQueryStates({
    q: parseAsString.withDefault(""),
    dc: parseAsString.withDefault(""),
    type: parseAsString.withDefault(""),
    state: parseAsString.withDefault(""),
    at: parseAsString,
  });
  const catalog = useQuery(trpc.catalog.list.queryOptions());
  const racks = useInfiniteQuery(
    trpc.rack.list.infiniteQueryOptions(
      {
        search: filter.q || undefined,
        datacenter: filter.dc || undefined,
        type: filter.type || undefined,
        state: filter.state || undefined,
        limit: 100,
      },
      { getNextPageParam: (page) => page.next ?? undefined },
    ),
  );
  const rows = racks.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = racks.data?.pages[0]?.total;
  const isFiltered = [filter.q, filter.dc, filter.type, filter.state].some((value) => value !== "");
  const clear = () => void setFilter({ q: null, dc: null, type: null, state: null });
  return (
    <>
      <ShellScope crumbs={[{ label: "Racks", href: "/racks" }]} />
      <PageHeader title="Racks">
        {total === undefined ? "Every rack of the fleet." : <b>{formatCount(total, "rack")}</b>}
        {total === undefined ? "" : isFiltered ? " match the filter." : " in the fleet."}
      </PageHeader>
      <ToolRow>
        <SearchBox label="Search racks" value={filter.q} onChange={(q) => void setFilter({ q: q || null })} />
        <SelectBox
          aria-label="Datacenter"
          placeholder="All datacenters"
          value={filter.dc}
          onChange={(event) => void setFilter({ dc: event.target.value || null })}
          options={(catalog.data?.datacenters ?? []).map((one) => ({ value: one.code, label: one.code }))}
        />
        <SelectBox
          aria-label="Type"
          placeholder="All types"
          value={filter.type}
          onChange={(event) => void setFilter({ type: event.target.value || null })}
          options={(catalog.data?.rackTypes ?? []).map((one) => ({
            value: one.code,
            label: `${one.code}, ${one.name}`,
          }))}
        />
        <SelectBox
          aria-label="State"
          placeholder="All states"
          value={filter.state}
          onChange={(event) => void setFilter({ state: event.target.value || null })}
          options={assetStates.map((state) => ({ value: state, label: stateByName(state).word }))}
        />
        <Fill />
        {isFiltered ? (
          <Button variant="quiet" icon="close" onPress={clear}>
            Clear filter
          </Button>
        ) : null}
      </ToolRow>
      <DataTable<Rack>
        label="Racks"
        columns={columns}
        rows={rows}
        rowKey={(rack) => rack.code}
        currentKey={filter.at}
        onCurrent={(at) => void setFilter({ at })}
        onOpen={(rack) => router.push(`/racks/${encodeURIComponent(rack.code)}`)}
        hotkeys
        loadingRows={racks.isPending ? 20 : undefined}
        body={
          racks.error ? (
            <QueryFailure error={racks.error} what="The racks" onRetry={() => void racks.refetch()} />
          ) : racks.data && rows.length === 0 ? (
            isFiltered ? (
              <EmptyByFilter title="No rack matches the filter" onClear={clear} />
            ) : (
              <EmptyState title="There are no racks yet">Bring them in with an import.</EmptyState>
            )
          ) : undefined
        }
        foot={
          racks.hasNextPage ? (
            <Button onPress={() => void racks.fetchNextPage()} off={racks.isFetchingNextPage ? "Loading" : null}>
              Show 100 more
            </Button>
          ) : null
        }
      />
    </>
  );
}
