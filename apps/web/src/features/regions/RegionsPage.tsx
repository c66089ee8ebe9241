"use client";
import type { RegionSummary as RegionDto } from "@headroom/contracts/fleet";
import { formatCount, formatNumber } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Link } from "@headroom/ui/primitives/Link";
import { Columns, Fill, PageHeader, Section, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { Segmented, ViewToggle } from "@headroom/ui/primitives/Segmented";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { RegionList } from "@headroom/ui/region/RegionList";
import { RegionMap } from "@headroom/ui/region/RegionMap";
import { ResourceTable } from "@headroom/ui/region/ResourceTable";
import { byRisk } from "@headroom/ui/region/regionTypes";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryStates, useRouter } from "../frame/address";
import { downloadCsv } from "../frame/downloadCsv";
import { QueryFailure } from "../frame/QueryFailure";
import { PendingPlans } from "./PendingPlans";
import { regionRow, resourceWords, runsOutWords, type ShownResource } from "./regionRows";
import { derivedResourceRows } from "./resourceDerivations";

const resources = [
  { value: "first", label: "First to bind" },
  { value: "power", label: "Power", keyHint: "1" },
  { value: "space", label: "Space", keyHint: "2" },
  { value: "cooling", label: "Cooling", keyHint: "3" },
] as const satisfies readonly { value: ShownResource; label: string; keyHint?: string }[];

/** Every region by how soon it runs out: the list first, the map mirrors it. */
export function RegionsPage() {
  const trpc = useTRPC();
  const router = useRouter();
  const regions = useQuery(trpc.region.list.queryOptions());
  const [view, setView] = useQueryStates({
    resource: parseAsStringLiteral(["first", "power", "space", "cooling"]).withDefault("first"),
    view: parseAsStringLiteral(["map", "list"]).withDefault("map"),
    at: parseAsString,
  });
  const rows = byRisk((regions.data ?? []).map((region) => regionRow(region, view.resource)));
  const current = regions.data?.find((region) => region.code === (view.at ?? rows[0]?.id));
  const open = (code: string) => router.push(`/regions/${encodeURIComponent(code)}`);
  const select = (at: string) => void setView({ at });
  useHotkeys([
    { keys: "1", label: "resource", caps: "1 – 3", run: () => void setView({ resource: "power" }) },
    { keys: "2", label: "space", strip: false, run: () => void setView({ resource: "space" }) },
    { keys: "3", label: "cooling", strip: false, run: () => void setView({ resource: "cooling" }) },
    { keys: "m", label: "map or list", run: () => void setView({ view: view.view === "map" ? "list" : "map" }) },
  ]);
  const list = (
    <Section id="risk" title="By risk" note="list first; the map mirrors it">
      <RegionList
        regions={rows}
        resource={view.resource === "first" ? "Power" : (resourceWords[view.resource] ?? "")}
        selectedId={current?.code ?? null}
        onSelect={select}
        onOpen={open}
        hotkeys
        loadingRows={regions.isPending ? 12 : undefined}
        body={
          regions.error ? (
            <QueryFailure error={regions.error} what="The regions" onRetry={() => void regions.refetch()} />
          ) : regions.data?.length === 0 ? (
            <EmptyState
              title="There is no region yet"
              actions={
                <Button size="small" href="/imports">
                  Import
                </Button>
              }
            >
              Bring the inventory in from NetBox or from a file.
            </EmptyState>
          ) : undefined
        }
      />
    </Section>
  );
  return (
    <>
      <ShellScope crumbs={[{ label: "All regions", href: "/regions" }]} />
      <PageHeader
        title="Regions"
        actions={
          <>
            <ViewToggle
              options={[
                { value: "map", label: "Map and list", icon: "map" },
                { value: "list", label: "List only", icon: "table" },
              ]}
              value={view.view}
              onChange={(next) => void setView({ view: next })}
            />
            <Button
              icon="download"
              off={regions.data ? null : "Still loading"}
              onPress={() => regionsCsv(regions.data ?? [])}
            >
              CSV
            </Button>
          </>
        }
      >
        <Sentence regions={regions.data} />
      </PageHeader>
      <ToolRow>
        <Segmented
          label="Resource"
          labelled
          options={resources}
          value={view.resource}
          onChange={(resource) => void setView({ resource })}
        />
        <Fill />
        <span className="hr-mut hr-s12">Months to exhaustion by the plain trend of twelve months</span>
      </ToolRow>
      {view.view === "map" ? (
        <Columns template="minmax(0,540px) minmax(0,1fr)" className="hr-regions">
          {list}
          {regions.data ? (
            <RegionMap regions={rows} selectedId={current?.code ?? null} onSelect={select} onOpen={open} />
          ) : regions.error ? null : (
            <SkeletonBlock heightPx={400} label="Loading the map" />
          )}
        </Columns>
      ) : (
        list
      )}
      {current ? <RegionFacts region={current} /> : null}
    </>
  );
}

/** The region in hand: its resources with what they are made of, and what plans would change. */
function RegionFacts({ region }: { region: RegionDto }) {
  const trpc = useTRPC();
  const detail = useQuery(trpc.region.get.queryOptions({ code: region.code }, { placeholderData: keepPreviousData }));
  const found = detail.data?.code === region.code ? detail.data : undefined;
  const datacenters = found?.zoneList.flatMap((zone) => zone.datacenters) ?? [];
  return (
    <Columns template="minmax(0,1fr) 420px">
      <Section
        id="region"
        title={region.code}
        note={`${region.name}, ${formatCount(region.datacenters, "datacenter")}, ${formatCount(region.rooms, "room")}`}
        actions={
          <>
            <Link href={`/regions/${encodeURIComponent(region.code)}`}>Region</Link>
            <Link href={`/floors?region=${encodeURIComponent(region.code)}`}>Floors</Link>
          </>
        }
      >
        <ResourceTable label={`Resources of ${region.code}`} rows={derivedResourceRows(region, datacenters)} />
      </Section>
      <PendingPlans region={region.code} plans={found?.pendingPlans ?? null} />
    </Columns>
  );
}

function Sentence({ regions }: { regions: readonly RegionDto[] | undefined }) {
  if (!regions) return <>Every region by how soon it runs out.</>;
  const power = regions.reduce((sum, region) => sum + region.accounts.power.supply, 0);
  const soon = regions.filter(
    (region) => region.exhaustion.status === "known" && (region.exhaustion.months ?? 99) < 12,
  );
  const unknown = regions.filter((region) => region.exhaustion.status === "unknown");
  const first = [...soon].sort((a, b) => (a.exhaustion.months ?? 0) - (b.exhaustion.months ?? 0))[0];
  return (
    <>
      {formatCount(regions.length, "region")}, <b>{formatNumber(power / 1e6, 1)} MW</b> of power.{" "}
      {first ? (
        <>
          {formatCount(soon.length, "region")} {soon.length === 1 ? "binds" : "bind"} within 12 months,{" "}
          <b>{first.code}</b> first: {runsOutWords(first.exhaustion)}.
        </>
      ) : (
        "None binds within 12 months."
      )}
      {unknown.length > 0 ? ` ${formatCount(unknown.length, "region")} cannot be judged: too little history.` : ""}
    </>
  );
}

function regionsCsv(regions: readonly RegionDto[]): void {
  downloadCsv(
    "regions.csv",
    [
      "region",
      "name",
      "binds",
      "runs_out",
      "months",
      "power_supply_w",
      "power_taken_w",
      "power_free_w",
      "power_stranded_w",
      "positions",
      "positions_free",
    ],
    regions.map(({ accounts, ...region }) => [
      region.code,
      region.name,
      region.exhaustion.resource,
      region.exhaustion.month,
      region.exhaustion.months,
      accounts.power.supply,
      accounts.power.installed + accounts.power.committed + accounts.power.held,
      accounts.power.free,
      accounts.power.stranded,
      accounts.space.supply,
      accounts.space.free,
    ]),
  );
}
