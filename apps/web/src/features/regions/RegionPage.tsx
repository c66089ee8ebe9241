"use client";
import type { DatacenterSummary, RegionDetail } from "@headroom/contracts/fleet";
import type { PlanDetail } from "@headroom/contracts/plan";
import { formatCount, formatNumber, formatPercent, formatPower } from "@headroom/ui/format/numbers";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { LimitBarWithShare } from "@headroom/ui/primitives/LimitBar";
import { Link } from "@headroom/ui/primitives/Link";
import { Columns, Fill, PageHeader, Section, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { Num } from "@headroom/ui/primitives/Text";
import { ResourceTable } from "@headroom/ui/region/ResourceTable";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsString } from "nuqs";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/client";
import { useQueryState } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { useCurrentRow } from "../frame/useCurrentRow";
import { usePlanChoices, usePlanShown, useWhen } from "../when/useWhen";
import { WhenPicker } from "../when/WhenPicker";
import { AheadWords, PlanWords } from "../when/WhenWords";
import { type When, whenInput, whenSearch } from "../when/whenQuery";
import { FamilyResources } from "./FamilyResources";
import { FloorThumbs } from "./FloorThumbs";
import { PendingPlans } from "./PendingPlans";
import { bindsWords, runsOutWords } from "./regionRows";
import { countsIn, withPlan } from "./regionWithPlan";
import { derivedResourceRows } from "./resourceDerivations";

/** One region: what it has of each resource, its datacenters by zone, its families, and what plans would change. */
export function RegionPage({ code }: { code: string }) {
  const trpc = useTRPC();
  const [when] = useWhen();
  const { inDays } = whenInput(when);
  const region = useQuery(
    trpc.region.get.queryOptions({ code, ...(inDays ? { inDays } : {}) }, { placeholderData: keepPreviousData }),
  );
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "All regions", href: "/regions" },
          { label: code, href: `/regions/${encodeURIComponent(code)}` },
        ]}
      />
      {region.error ? (
        <QueryFailure error={region.error} what={`Region ${code}`} onRetry={() => void region.refetch()} />
      ) : region.data ? (
        <RegionView region={region.data} when={when} />
      ) : (
        <SkeletonBlock heightPx={560} label={`Loading region ${code}`} />
      )}
    </>
  );
}

function RegionView({ region: stored, when }: { region: RegionDetail; when: When }) {
  const { at, choose, open } = useCurrentRow();
  const [, setWhen] = useWhen();
  const shown = usePlanShown(when);
  const plans = usePlanChoices(when, (plan) => plan.regions.includes(stored.code), shown?.plan.state);
  const region = useMemo(() => (shown ? withPlan(stored, shown.plan) : stored), [stored, shown]);
  const datacenters = region.zoneList.flatMap((zone) => zone.datacenters);
  const { power } = region.accounts;
  const [chosen, setChosen] = useQueryState("family", parseAsString);
  const family = region.families.find((one) => one.family === chosen);
  return (
    <>
      <PageHeader title={region.code} say>
        {region.exhaustion.status === "known" ? (
          <>
            Runs out <b>{runsOutWords(region.exhaustion)}</b>, {bindsWords(region.exhaustion).toLowerCase()}, by the
            plain trend of twelve months.
          </>
        ) : region.exhaustion.status === "unknown" ? (
          "When it runs out is not known: it has too little history."
        ) : (
          "Nothing runs out within 36 months by the plain trend of twelve months."
        )}{" "}
        {region.name}, {region.geography}. <b>{formatPower(power.free).text}</b> of {formatPower(power.supply).text} are
        free
        {power.stranded > 0 ? `, ${formatPower(power.stranded).text} of them stranded` : ""}.
        <RegionMoment region={region} when={when} plan={shown?.plan ?? null} />
      </PageHeader>
      <ToolRow>
        <WhenPicker when={when} onWhen={(next) => void setWhen(next)} plans={plans} />
        <Segmented
          label="Family"
          labelled
          options={[
            { value: "", label: "All families" },
            ...region.families.map((one) => ({ value: one.family, label: one.name })),
          ]}
          value={family?.family ?? ""}
          onChange={(next) => void setChosen(next || null)}
        />
        <Fill />
        {family ? (
          <FamilyWords family={family} power={power} />
        ) : (
          <span className="hr-mut hr-s12">{momentNote(when)}</span>
        )}
      </ToolRow>
      <Section
        id="resources"
        title="Resources"
        note={region.complianceTags.length > 0 ? region.complianceTags.join(", ") : undefined}
      >
        {family ? (
          <FamilyResources region={region} family={family} />
        ) : (
          <ResourceTable label={`Resources of ${region.code}`} rows={derivedResourceRows(region, datacenters)} />
        )}
      </Section>
      <Columns template="minmax(0,1fr) 452px">
        <Section
          id="datacenters"
          title="Datacenters"
          note={`${formatCount(datacenters.length, "datacenter")} in ${formatCount(region.zoneList.length, "zone")}`}
        >
          <DataTable<DatacenterSummary>
            label={`Datacenters of ${region.code}`}
            columns={columnsAt(whenSearch(when))}
            rows={datacenters}
            rowKey={(row) => row.code}
            currentKey={at}
            onCurrent={choose}
            onOpen={(row) => open(`/floors/${encodeURIComponent(row.code)}${whenSearch(when)}`)}
            hotkeys
            body={
              datacenters.length === 0 ? (
                <EmptyState title="It has no datacenter yet">Bring one in with an import.</EmptyState>
              ) : undefined
            }
          />
        </Section>
        <PendingPlans region={region.code} plans={region.pendingPlans} />
      </Columns>
      <FloorThumbs region={region.code} datacenters={datacenters} when={when} />
    </>
  );
}

function FamilyWords({
  family,
  power,
}: {
  family: RegionDetail["families"][number];
  power: RegionDetail["accounts"]["power"];
}) {
  const taken = power.installed + power.committed + power.held;
  const own = family.by.power.installed + family.by.power.committed;
  return (
    <span className="hr-s12">
      <b>{formatCount(family.racks, "rack")}</b> of {family.name.toLowerCase()} stand, {formatPower(family.powerW).text}{" "}
      nameplate{taken > 0 ? `, ${formatPercent(own / taken).text} of the power that is taken` : ""}.
    </span>
  );
}

/** What the day or the plan shown changes in the region. */
function RegionMoment({ region, when, plan }: { region: RegionDetail; when: When; plan: PlanDetail | null }) {
  if (plan) return <PlanWords id={plan.id} where={`in ${region.code}`} {...countsIn(region.code, plan)} />;
  if (when.plan !== null || !region.ahead) return null;
  const { on, come, leave } = region.ahead;
  return <AheadWords on={on} asOf={region.exhaustion.asOf} come={come} leave={leave} />;
}

/** What the figures below are of. */
const momentNote = ({ days, plan }: When): string => {
  if (plan !== null) return `Figures with PL-${plan} carried out; when it runs out is told by the past`;
  return days !== null ? "Figures by what is dated today; when it runs out is told by the past" : "";
};

/** `moment`: the end of the address of a floor at the moment shown. */
const columnsAt = (moment: string): readonly Column<DatacenterSummary>[] => [
  {
    id: "code",
    header: "Datacenter",
    cell: (row) => <Link href={`/floors/${encodeURIComponent(row.code)}${moment}`}>{row.code}</Link>,
  },
  { id: "zone", header: "Zone", cell: (row) => row.zone, priority: 2 },
  { id: "racks", header: "Racks", align: "end", cell: (row) => formatNumber(row.racks) },
  { id: "free", header: "Free", align: "end", cell: (row) => formatNumber(row.accounts.space.free) },
  {
    id: "power",
    header: "Power against the limit",
    width: "30%",
    cell: (row) => (
      <LimitBarWithShare
        label={`${row.code}: power against its limit`}
        used={row.accounts.power.installed + row.accounts.power.committed + row.accounts.power.held}
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
    priority: 3,
    cell: (row) => <Num of={formatPower(row.accounts.power.stranded)} />,
  },
];
