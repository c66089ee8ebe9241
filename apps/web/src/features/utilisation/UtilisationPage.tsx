"use client";
import type { Utilisation } from "@headroom/contracts/utilisation";
import { UtilisationChart } from "@headroom/ui/charts/UtilisationChart";
import { formatInstant, formatMonth } from "@headroom/ui/format/dates";
import { formatNumber } from "@headroom/ui/format/numbers";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Columns, PageHeader, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { downloadCsv } from "../frame/downloadCsv";
import { QueryFailure } from "../frame/QueryFailure";
import { MembersTable } from "./MembersTable";
import { useUtilisationView } from "./useUtilisationView";
import { utilisationQuery, viewHref } from "./utilisationQuery";
import { chartMonths, shownAs, utilisationCsv } from "./utilisationRows";

/** How full the fleet is and was, month by month, of stored facts; the chart, its table and the file say the same. */
export function UtilisationPage() {
  const trpc = useTRPC();
  const [view, setView] = useUtilisationView();
  const catalog = useQuery(trpc.catalog.list.queryOptions());
  const facts = useQuery(
    trpc.utilisation.get.queryOptions(utilisationQuery(view), { placeholderData: keepPreviousData }),
  );
  const region = catalog.data?.regions.find((one) => one.code === view.region);
  const zoneIds = new Set(catalog.data?.zones.filter((zone) => zone.regionId === region?.id).map((zone) => zone.id));
  const datacenters = catalog.data?.datacenters.filter((one) => zoneIds.has(one.zoneId)) ?? [];
  useHotkeys([
    { keys: "1", label: "resource", caps: "1 – 3", run: () => void setView({ resource: "power" }) },
    { keys: "2", label: "space", strip: false, run: () => void setView({ resource: "space" }) },
    { keys: "3", label: "cooling", strip: false, run: () => void setView({ resource: "cooling" }) },
    { keys: "t", label: "table", run: () => void setView({ view: view.view === "table" ? "chart" : "table" }) },
    { keys: "arrows", label: "month", caps: "← →", listed: true },
  ]);
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Utilisation", href: "/utilisation" },
          ...(view.region
            ? [{ label: view.region, href: `/utilisation?region=${encodeURIComponent(view.region)}` }]
            : []),
          ...(view.dc
            ? [
                {
                  label: view.dc,
                  href: `/utilisation?region=${encodeURIComponent(view.region)}&dc=${encodeURIComponent(view.dc)}`,
                },
              ]
            : []),
        ]}
        facts={facts.data?.asOf ? { text: `Facts as of ${formatInstant(facts.data.asOf)}` } : undefined}
      />
      <PageHeader title="Utilisation">
        {facts.data ? <Sentence facts={facts.data} place={placeOf(view)} /> : "How full the fleet is, month by month."}
      </PageHeader>
      <ToolRow>
        <Segmented
          label="Resource"
          options={[
            { value: "power", label: "Power", keyHint: "1" },
            { value: "space", label: "Space", keyHint: "2" },
            { value: "cooling", label: "Cooling", keyHint: "3" },
          ]}
          value={view.resource}
          onChange={(resource) => void setView({ resource })}
        />
        <SelectBox
          aria-label="Region"
          placeholder="All regions"
          value={view.region}
          onChange={(event) => void setView({ region: event.target.value || null, dc: null })}
          options={(catalog.data?.regions ?? []).map((one) => ({ value: one.code, label: one.code }))}
        />
        {view.region ? (
          <SelectBox
            aria-label="Datacenter"
            placeholder="All its datacenters"
            value={view.dc}
            onChange={(event) => void setView({ dc: event.target.value || null })}
            options={datacenters.map((one) => ({ value: one.code, label: one.code }))}
          />
        ) : null}
        <SelectBox
          aria-label="Family"
          placeholder="All families"
          value={view.family}
          onChange={(event) => void setView({ family: event.target.value || null })}
          options={(catalog.data?.families ?? []).map((one) => ({ value: one.code, label: one.name }))}
        />
        <SelectBox
          aria-label="Months"
          value={String(view.months)}
          onChange={(event) => void setView({ months: Number(event.target.value) })}
          options={[12, 24, 36].map((count) => ({ value: String(count), label: `${count} months` }))}
        />
      </ToolRow>
      {facts.error && !facts.data ? (
        <QueryFailure error={facts.error} what="The monthly facts" onRetry={() => void facts.refetch()} />
      ) : !facts.data ? (
        <SkeletonBlock heightPx={420} label="Loading the monthly facts" />
      ) : facts.data.months.length === 0 ? (
        <EmptyState title="There are no monthly facts yet">
          The first one is kept when something is imported or committed.
        </EmptyState>
      ) : (
        <Facts facts={facts.data} isBusy={facts.isPlaceholderData} />
      )}
    </>
  );
}

/** `isBusy`: the numbers are still those of the question before. */
function Facts({ facts, isBusy }: { facts: Utilisation; isBusy: boolean }) {
  const [view, setView] = useUtilisationView();
  const as = shownAs[facts.resource];
  const months = chartMonths(facts).slice(-view.months);
  const place = placeOf(view);
  const csv = () => {
    // a file would carry the new question's name and the old one's numbers
    if (isBusy) return;
    const { header, rows } = utilisationCsv({ ...facts, months: facts.months.slice(-view.months) });
    downloadCsv(`utilisation-${facts.resource}-${place.toLowerCase().replaceAll(/[^\w-]+/g, "-")}.csv`, header, rows);
  };
  return (
    <div aria-busy={isBusy || undefined} style={isBusy ? { opacity: 0.5 } : undefined}>
      <Columns template="minmax(0,1fr) 452px">
        <UtilisationChart
          id="utilisation"
          title={`${as.word}, ${place === "All regions" ? "all regions" : place}`}
          unit={as.unit}
          digits={as.digits}
          asOf={facts.asOf ? `as of ${formatInstant(facts.asOf)}` : "as of the last import"}
          summary={summaryOf(facts)}
          view={view.view}
          onView={(next) => void setView({ view: next })}
          onCsv={csv}
          months={months}
          heightPx={340}
          cursor={view.month && facts.month ? `${facts.month}-01` : null}
          onCursor={(month) => void setView({ month: month.slice(0, 7) })}
          monthHref={(month) => viewHref({ ...view, month: month.slice(0, 7) })}
        />
        <div>
          <MembersTable facts={facts} />
        </div>
      </Columns>
    </div>
  );
}

const placeOf = (view: { region: string; dc: string; family: string }): string =>
  [view.dc || view.region || "All regions", view.family].filter(Boolean).join(", ");

/** One sentence that says what is to be seen, from the stored months alone. */
function summaryOf(facts: Utilisation): string {
  const all = chartMonths(facts);
  const [first, last] = [all[0], all.at(-1)];
  const as = shownAs[facts.resource];
  if (!first || !last || last.installed === null || first.installed === null) return "";
  const share = last.limit ? `, ${formatNumber((100 * last.installed) / last.limit, 0)} % of the limit` : "";
  return `Installed went from ${formatNumber(first.installed, as.digits)} to ${formatNumber(last.installed, as.digits)} ${as.unit} between ${formatMonth(first.month)} and ${formatMonth(last.month)}${share}.`;
}

function Sentence({ facts, place }: { facts: Utilisation; place: string }) {
  const last = chartMonths(facts).at(-1);
  const as = shownAs[facts.resource];
  if (!last) return <>No facts for {place} yet.</>;
  return (
    <>
      {place}:{" "}
      <b>
        {formatNumber(last.installed ?? 0, as.digits)}
        {last.limit === null ? "" : ` of ${formatNumber(last.limit, as.digits)}`} {as.unit}
      </b>{" "}
      installed, {formatNumber(last.committed ?? 0, as.digits)} committed
      {last.stranded === null ? "" : `, ${formatNumber(last.stranded, as.digits)} stranded`}. {exhaustionWords(facts)}
    </>
  );
}

function exhaustionWords({ exhaustion }: Utilisation): string {
  if (exhaustion.status === "unknown") return "When it runs out is not known: too little history.";
  if (exhaustion.status === "beyond_horizon")
    return "It does not run out within 36 months by the plain trend of twelve months.";
  return `It runs out ${exhaustion.month ? formatMonth(`${exhaustion.month}-01`) : "soon"}, in ${formatNumber(exhaustion.months ?? 0, 1)} months, by the plain trend of twelve months.`;
}
