"use client";
import type { DockRowDto } from "@headroom/contracts/run-clock";
import { formatDate, formatDuration } from "@headroom/ui/format/dates";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyByFilter, EmptyState } from "@headroom/ui/primitives/EmptyState";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { useQuery } from "@tanstack/react-query";
import { parseAsInteger, parseAsString } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryStates } from "../frame/address";
import { downloadCsv } from "../frame/downloadCsv";
import { QueryFailure } from "../frame/QueryFailure";
import { useNow } from "../frame/time";

const spans = [30, 90, 180, 365] as const;
const keyOf = ({ datacenter, rackType }: DockRowDto): string => `${datacenter}/${rackType}`;

/** From the dock to the first core that can be sold, by datacenter and type; a line opens its stages. */
export function DockToLiveSection({ site }: { site: string }) {
  const trpc = useTRPC();
  const now = useNow();
  const [view, set] = useQueryStates({
    days: parseAsInteger.withDefault(180),
    dock: parseAsString,
    site: parseAsString,
  });
  const report = useQuery(trpc.clock.dockToLive.queryOptions({ days: view.days, datacenter: site || undefined }));
  const rows = report.data?.rows ?? [];
  const chosen = rows.find((row) => keyOf(row) === view.dock);
  return (
    <Section
      id="dock-to-live"
      title="Dock to live"
      note={report.data ? `racks that went into service since ${formatDate(report.data.since, now)}` : undefined}
      actions={
        <>
          <SelectBox
            aria-label="Racks of the last"
            value={String(view.days)}
            onChange={(event) => void set({ days: Number(event.target.value) })}
            options={spans.map((days) => ({ value: String(days), label: `last ${days} days` }))}
          />
          {rows.length > 0 ? (
            <Button icon="download" size="small" onPress={() => csvOf(rows)}>
              CSV
            </Button>
          ) : null}
        </>
      }
    >
      <DataTable<DockRowDto>
        label="From the dock to service, by datacenter and rack type"
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        currentKey={view.dock}
        onCurrent={(dock) => void set({ dock: dock === view.dock ? null : dock })}
        loadingRows={report.isPending ? 6 : undefined}
        body={
          report.error ? (
            <QueryFailure error={report.error} what="The report" onRetry={() => void report.refetch()} />
          ) : report.data && rows.length === 0 ? (
            site ? (
              <EmptyByFilter
                title={`No rack went into service in ${site} since then`}
                onClear={() => void set({ site: null })}
              />
            ) : (
              <EmptyState title="No rack went into service since then">
                Runs that provision racks are measured from the end of their dock stage.
              </EmptyState>
            )
          ) : undefined
        }
        foot={
          rows.length > 0 && !chosen ? (
            <p className="pad hr-s12 hr-mut">Choose a line for the time of each of its stages.</p>
          ) : null
        }
      />
      {chosen ? <Stages row={chosen} /> : null}
    </Section>
  );
}

function Stages({ row }: { row: DockRowDto }) {
  return (
    <DataTable
      label={`Stages of ${row.rackType} in ${row.datacenter}, waiting for each included`}
      density="compact"
      columns={stageColumns}
      rows={row.stages}
      rowKey={({ stage }) => stage}
      foot={
        <p className="pad hr-s12 hr-mut">{`${row.rackType} in ${row.datacenter}: the time before a stage counts as its own, so that those of a rack add up to its whole.`}</p>
      }
    />
  );
}

const columns: readonly Column<DockRowDto>[] = [
  { id: "site", header: "Datacenter", noWrap: true, cell: (row) => row.datacenter },
  { id: "type", header: "Rack type", noWrap: true, cell: (row) => row.rackType },
  { id: "racks", header: "Racks", align: "end", priority: 2, cell: (row) => row.racks },
  { id: "p50", header: "Middle", align: "end", noWrap: true, cell: (row) => <b>{formatDuration(row.p50Ms)}</b> },
  { id: "p90", header: "Nine in ten", align: "end", noWrap: true, cell: (row) => formatDuration(row.p90Ms) },
  {
    id: "longest",
    header: "Longest stages",
    priority: 2,
    cell: (row) =>
      [...row.stages]
        .sort((a, b) => b.p50Ms - a.p50Ms)
        .slice(0, 2)
        .map(({ title, p50Ms }) => `${title} ${formatDuration(p50Ms)}`)
        .join(", "),
  },
];

const stageColumns: readonly Column<DockRowDto["stages"][number]>[] = [
  { id: "stage", header: "Stage", cell: ({ title }) => title },
  { id: "racks", header: "Racks", align: "end", priority: 2, cell: ({ racks }) => formatCount(racks, "rack") },
  { id: "p50", header: "Middle", align: "end", noWrap: true, cell: ({ p50Ms }) => formatDuration(p50Ms) },
  { id: "p90", header: "Nine in ten", align: "end", noWrap: true, cell: ({ p90Ms }) => formatDuration(p90Ms) },
];

function csvOf(rows: readonly DockRowDto[]): void {
  const hours = (ms: number) => (ms / 3_600_000).toFixed(2);
  downloadCsv(
    "dock-to-live.csv",
    ["datacenter", "rack_type", "stage", "racks", "p50_hours", "p90_hours"],
    rows.flatMap((row) => [
      [row.datacenter, row.rackType, "all", String(row.racks), hours(row.p50Ms), hours(row.p90Ms)],
      ...row.stages.map((one) => [
        row.datacenter,
        row.rackType,
        one.stage,
        String(one.racks),
        hours(one.p50Ms),
        hours(one.p90Ms),
      ]),
    ]),
  );
}
