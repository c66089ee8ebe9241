"use client";
import type { AlertDto, AlertList } from "@headroom/contracts/alert";
import { formatDuration } from "@headroom/ui/format/dates";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { DataTable } from "@headroom/ui/primitives/DataTable";
import { AllDone, EmptyByFilter } from "@headroom/ui/primitives/EmptyState";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Link } from "@headroom/ui/primitives/Link";
import { Notice } from "@headroom/ui/primitives/Notice";
import { PageHeader, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { useQuery } from "@tanstack/react-query";
import { parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryStates, useRouter } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { Ago } from "../frame/time";
import { useMay } from "../frame/useMay";
import { SilenceDialog } from "./SilenceDialog";
import { useAlertActions } from "./useAlertActions";
import { seenText, severityWords, subjectText } from "./words";

const states = [
  { value: "open", label: "Open" },
  { value: "firing", label: "Firing" },
  { value: "acknowledged", label: "Acknowledged" },
  { value: "silenced", label: "Silenced" },
  { value: "resolved", label: "Over" },
] as const;
const severities = ["critical", "warning", "notice"] as const;
/** A worker says every quarter of a minute that it lives. */
const WORKER_SILENT_MS = 2 * 60_000;

/** What is wrong now, the worst first; acknowledged and silenced from the keyboard. */
export function AlertsPage() {
  const trpc = useTRPC();
  const router = useRouter();
  const may = useMay();
  const [view, setView] = useQueryStates({
    state: parseAsStringLiteral(states.map(({ value }) => value)).withDefault("open"),
    severity: parseAsStringLiteral(severities),
    dc: parseAsString.withDefault(""),
    at: parseAsString,
    silence: parseAsInteger,
  });
  const list = useQuery(
    trpc.alert.list.queryOptions(
      {
        state: view.state,
        ...(view.severity ? { severity: view.severity } : {}),
        ...(view.dc ? { datacenter: view.dc } : {}),
      },
      { refetchInterval: 15_000 },
    ),
  );
  const catalog = useQuery(trpc.catalog.list.queryOptions());
  const rows = list.data?.rows ?? [];
  const close = () => void setView({ silence: null });
  const actions = useAlertActions(close);
  const off = may("alert.handle") ? null : "Operators acknowledge and silence alerts";
  const current = rows.find(({ id }) => String(id) === view.at);
  const silencing = rows.find(({ id }) => id === view.silence);
  const acknowledge = (row: AlertDto) => {
    if (off === null && (row.state === "firing" || row.state === "silenced"))
      actions.acknowledge.mutate({ id: row.id, version: row.version });
  };
  const silence = (row: AlertDto) => {
    if (off === null && row.state !== "resolved") void setView({ silence: row.id, at: String(row.id) });
  };
  useHotkeys(
    current && off === null
      ? [
          { keys: "a", label: "acknowledge", run: () => acknowledge(current) },
          { keys: "s", label: "silence", run: () => silence(current) },
        ]
      : [],
  );
  const asOfMs = list.data ? Date.parse(list.data.asOf) : 0;
  const isFiltered = view.state !== "open" || view.severity !== null || view.dc !== "";
  return (
    <>
      <ShellScope crumbs={[{ label: "Alerts", href: "/alerts" }]} />
      <PageHeader
        title="Alerts"
        actions={
          <>
            <Button href="/alerts/rules">Rules</Button>
            <Button href="/alerts/routes">Who is told</Button>
          </>
        }
      >
        {list.data ? <Sentence list={list.data} /> : "What is wrong now."}
      </PageHeader>
      {list.data ? <WorkerBand list={list.data} /> : null}
      <ToolRow>
        <Segmented label="State" options={states} value={view.state} onChange={(state) => void setView({ state })} />
        <SelectBox
          aria-label="Severity"
          placeholder="Every severity"
          value={view.severity ?? ""}
          onChange={(event) => void setView({ severity: severities.find((one) => one === event.target.value) ?? null })}
          options={severities.map((value) => ({ value, label: severityWords[value] }))}
        />
        <SelectBox
          aria-label="Datacenter"
          placeholder="All datacenters"
          value={view.dc}
          onChange={(event) => void setView({ dc: event.target.value || null })}
          options={(catalog.data?.datacenters ?? []).map(({ code }) => ({ value: code, label: code }))}
        />
      </ToolRow>
      {actions.acknowledge.error ? (
        <Notice tone="critical" role="alert">
          It was not acknowledged: somebody else changed it, or it is over. The list is read again.
        </Notice>
      ) : null}
      <DataTable<AlertDto>
        label="Alerts, the worst first"
        rows={rows}
        rowKey={({ id }) => String(id)}
        currentKey={view.at}
        onCurrent={(at) => void setView({ at })}
        onOpen={({ id }) => router.push(`/alerts/${id}`)}
        hotkeys
        loadingRows={list.isPending ? 8 : undefined}
        columns={[
          { id: "state", header: "State", noWrap: true, cell: (row) => <StateLabel state={row.state} /> },
          { id: "severity", header: "Severity", priority: 2, cell: (row) => severityWords[row.severity] },
          { id: "what", header: "What", cell: (row) => <Link href={`/alerts/${row.id}`}>{row.title}</Link> },
          { id: "where", header: "Where", cell: (row) => subjectText(row.subject) },
          { id: "dc", header: "Datacenter", priority: 3, cell: (row) => row.subject.datacenter ?? "" },
          { id: "seen", header: "Seen", priority: 2, cell: (row) => seenText(row, asOfMs) },
          { id: "since", header: "Since", noWrap: true, priority: 2, cell: (row) => <Ago at={row.firstAt} /> },
          {
            ...{ id: "do", header: "By", noWrap: true, priority: 2 },
            cell: (row) =>
              row.state === "firing" ? (
                <Button size="small" off={off} onPress={() => acknowledge(row)}>
                  Acknowledge
                </Button>
              ) : (
                (row.by ?? "")
              ),
          },
        ]}
        body={
          list.error ? (
            <QueryFailure error={list.error} what="The alerts" onRetry={() => void list.refetch()} />
          ) : list.data && rows.length === 0 ? (
            isFiltered ? (
              <EmptyByFilter
                title="No alert matches the filter"
                onClear={() => void setView({ state: null, severity: null, dc: null })}
              />
            ) : (
              <AllDone title="Nothing is wrong">
                Rules look at power, temperature, meters, sources, workers and runs every quarter of a minute. What they
                find stands here.
              </AllDone>
            )
          ) : undefined
        }
      />
      {silencing && off === null ? (
        <SilenceDialog
          key={silencing.id}
          alert={silencing}
          busy={actions.silence.isPending}
          error={actions.silence.error}
          onClose={close}
          onConfirm={(given) => actions.silence.mutate({ id: silencing.id, version: silencing.version, ...given })}
        />
      ) : null}
    </>
  );
}

function Sentence({ list }: { list: AlertList }) {
  if (list.open === 0) return <>Nothing is wrong.</>;
  return (
    <>
      <b>{formatCount(list.firing, "alert")}</b> firing, {list.open - list.firing} acknowledged or silenced.
      {list.total > list.rows.length ? ` The first ${list.rows.length} of ${list.total} are shown.` : ""}
    </>
  );
}

/** Where no worker lives, nothing is looked at: an empty list would be a lie. */
function WorkerBand({ list }: { list: AlertList }) {
  const ago = list.lookedAt === null ? null : Date.parse(list.asOf) - Date.parse(list.lookedAt);
  if (ago !== null && ago < WORKER_SILENT_MS) return null;
  return (
    <Notice tone="critical" role="alert">
      {ago === null ? "No worker runs" : `No worker looked for ${formatDuration(ago)}`}: rules are not looked at, and
      what is listed may be old.
    </Notice>
  );
}
