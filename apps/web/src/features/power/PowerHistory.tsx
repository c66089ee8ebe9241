"use client";
import { type Series, type SeriesInput, type SeriesRange, seriesRanges } from "@headroom/contracts/telemetry-series";
import { TimeChart, type TimeLine } from "@headroom/ui/charts/TimeChart";
import { formatInstant } from "@headroom/ui/format/dates";
import { formatNumber } from "@headroom/ui/format/numbers";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { ToolRow } from "@headroom/ui/primitives/PageHeader";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsInteger, parseAsStringLiteral } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryStates } from "../frame/address";
import { downloadCsv } from "../frame/downloadCsv";
import { QueryFailure } from "../frame/QueryFailure";
import { csvOf, linesOf, rangeLabels, rangeWords, summaryOf, unitOf } from "./series";

/** What is drawn, kept in the address: how far back, as chart or table, and the step that is read (seconds since 1970). */
const useHistoryView = () =>
  useQueryStates({
    range: parseAsStringLiteral(seriesRanges).withDefault("7d"),
    as: parseAsStringLiteral(["chart", "table"]).withDefault("chart"),
    read: parseAsInteger,
  });

interface PowerHistoryProps {
  of: SeriesInput["of"];
  /** As people call it. */
  name: string;
}

/** Measured power of one thing over time, beside what is counted on. */
export function PowerHistory({ of, name }: PowerHistoryProps) {
  const [view, setView] = useHistoryView();
  const found = useQuery(
    useTRPC().telemetry.series.queryOptions(
      { of, metric: "power_w", range: view.range },
      { placeholderData: keepPreviousData, refetchInterval: 60_000 },
    ),
  );
  const ranges: readonly SeriesRange[] = of.kind === "datacenter" ? seriesRanges.slice(1) : seriesRanges;
  return (
    <>
      <ToolRow>
        <Segmented
          label="Time"
          options={ranges.map((value) => ({ value, label: rangeLabels[value] }))}
          value={view.range}
          onChange={(range) => void setView({ range, read: null })}
        />
      </ToolRow>
      {found.data ? (
        <History series={found.data} of={of} name={name} view={view} onView={(next) => void setView(next)} />
      ) : found.error ? (
        <QueryFailure error={found.error} what="What was measured" onRetry={() => void found.refetch()} />
      ) : (
        <SkeletonBlock heightPx={320} label="Loading what was measured" />
      )}
    </>
  );
}

type View = ReturnType<typeof useHistoryView>[0];

function History({
  series,
  of,
  name,
  view,
  onView,
}: PowerHistoryProps & { series: Series; view: View; onView: (next: Partial<View>) => void }) {
  if (series.rows.length === 0)
    return (
      <EmptyState title={`No power was measured in the last ${rangeWords[view.range]}`}>
        {of.kind === "datacenter"
          ? "No meter of a rack here was heard in that time. Meters report through the API, from a Prometheus, or in a file of readings."
          : "It has no meter that was heard in that time. Meters report through the API, from a Prometheus, or in a file of readings."}
      </EmptyState>
    );
  const unit = unitOf(series);
  const lines: TimeLine[] = linesOf(series).map((line) => ({ ...line, value: line.value / unit.watts }));
  const scaled = (watts: number) => watts / unit.watts;
  const steps = series.rows.map((row) => ({
    ...{ atMs: Date.parse(row.at), racks: row.racks, p95: row.p95 === null ? null : scaled(row.p95) },
    ...{ min: scaled(row.min), mean: scaled(row.mean), max: scaled(row.max) },
  }));
  type Step = (typeof steps)[number];
  const hasP95 = steps.some(({ p95 }) => p95 !== null);
  return (
    <TimeChart<Step>
      id="power-history"
      title={`Measured power of ${name}`}
      unit={unit.name}
      asOf={`as of ${formatInstant(series.last?.at ?? series.asOf)}`}
      summary={summaryOf(series, rangeWords[view.range])}
      view={view.as}
      onView={(as) => onView({ as })}
      onCsv={() => {
        const { header, rows } = csvOf(series);
        downloadCsv(`power-${name.replaceAll(/[^\w.-]+/g, "-")}-${view.range}.csv`, header, rows);
      }}
      fromMs={Date.parse(series.from)}
      toMs={Date.parse(series.asOf)}
      stepMs={series.stepSeconds * 1000}
      steps={steps}
      lines={lines}
      digits={unit.name === "W" ? 0 : 2}
      // least and greatest of many racks were never all at one time
      hasBand={of.kind !== "datacenter"}
      columns={[
        ...(hasP95
          ? [
              {
                ...{ id: "p95", header: "95 % below", align: "end" as const, priority: 2 as const },
                cell: ({ p95 }: Step) => (p95 === null ? "" : formatNumber(p95, unit.name === "W" ? 0 : 2)),
              },
            ]
          : []),
        ...(series.racks === null
          ? []
          : [
              {
                ...{ id: "racks", header: "Racks measured", align: "end" as const },
                cell: ({ racks }: Step) => formatNumber(racks ?? 0),
              },
            ]),
      ]}
      cursorMs={view.read === null ? null : view.read * 1000}
      onCursor={(atMs) => onView({ read: Math.round(atMs / 1000) })}
    />
  );
}
