"use client";
import type { AlertDetail } from "@headroom/contracts/alert";
import type { SeriesInput } from "@headroom/contracts/telemetry-series";
import { formatInstant } from "@headroom/ui/format/dates";
import { Button } from "@headroom/ui/primitives/Button";
import { DataTable } from "@headroom/ui/primitives/DataTable";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Link } from "@headroom/ui/primitives/Link";
import { Notice } from "@headroom/ui/primitives/Notice";
import { KeyValue, PageHeader, Section } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Muted } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { Ago } from "../frame/time";
import { useMay } from "../frame/useMay";
import { SilenceDialog } from "./SilenceDialog";
import { useAlertActions } from "./useAlertActions";
import { eventWords, seenText, severityWords, subjectHref, subjectText } from "./words";

const PowerHistory = dynamic(() => import("../power/PowerHistory").then((found) => found.PowerHistory));

/** One alert: what was seen, its history, what to do about it, and what the thing drew. */
export function AlertPage({ id }: { id: number }) {
  const found = useQuery(useTRPC().alert.get.queryOptions({ id }, { refetchInterval: 15_000 }));
  if (found.error && !found.data)
    return <QueryFailure error={found.error} what="The alert" onRetry={() => void found.refetch()} />;
  return found.data ? <AlertView alert={found.data} /> : <SkeletonBlock heightPx={640} label="Loading the alert" />;
}

function AlertView({ alert }: { alert: AlertDetail }) {
  const [silencing, setSilencing] = useState(false);
  const actions = useAlertActions(() => setSilencing(false));
  const off = useMay()("alert.handle") ? null : "Operators acknowledge and silence alerts";
  const ref = { id: alert.id, version: alert.version };
  const can = (action: AlertDetail["actions"][number]) => alert.actions.includes(action);
  const acknowledge = () => actions.acknowledge.mutate(ref);
  useHotkeys(
    off === null
      ? [
          ...(can("acknowledge") ? [{ keys: "a", label: "acknowledge", run: acknowledge }] : []),
          ...(can("silence") ? [{ keys: "s", label: "silence", run: () => setSilencing(true) }] : []),
        ]
      : [],
  );
  const href = subjectHref(alert.subject);
  const series = seriesOf(alert.subject);
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Alerts", href: "/alerts" },
          { label: String(alert.id), href: `/alerts/${alert.id}` },
        ]}
      />
      <PageHeader
        title={alert.title}
        state={<StateLabel state={alert.state} />}
        actions={
          <>
            {can("reopen") ? (
              <Button off={off} onPress={() => actions.reopen.mutate(ref)}>
                Open again
              </Button>
            ) : null}
            {can("silence") ? (
              <Button off={off} keyHint="S" onPress={() => setSilencing(true)}>
                Silence
              </Button>
            ) : null}
            {can("acknowledge") ? (
              <Button variant="primary" off={off} keyHint="A" onPress={acknowledge}>
                Acknowledge
              </Button>
            ) : null}
          </>
        }
      >
        {subjectText(alert.subject)}
        {alert.subject.datacenter ? ` in ${alert.subject.datacenter}` : ""}: {seenText(alert, Date.parse(alert.lastAt))}
        .
      </PageHeader>
      {actions.acknowledge.error || actions.reopen.error ? (
        <Notice tone="critical" role="alert">
          Nothing was changed: somebody else was faster, or it is over. What is shown is read again.
        </Notice>
      ) : null}
      <Section id="about" title="What is known">
        <div className="alert-facts">
          <KeyValue
            items={[
              {
                label: "Where",
                value: href ? <Link href={href}>{subjectText(alert.subject)}</Link> : subjectText(alert.subject),
              },
              { label: "Severity", value: severityWords[alert.severity] },
              { label: "Since", value: <Ago at={alert.firstAt} /> },
              { label: "Seen last", value: <Ago at={alert.lastAt} /> },
              ...(alert.silencedUntil && alert.state === "silenced"
                ? [{ label: "Silenced until", value: formatInstant(alert.silencedUntil) }]
                : []),
              ...(alert.by ? [{ label: "By", value: alert.by }] : []),
              ...(alert.note ? [{ label: "Reason", value: alert.note }] : []),
              {
                label: "What to do",
                value: <Link href={`/alerts/runbooks/${alert.rule}`}>Runbook: {alert.rule}</Link>,
              },
            ]}
          />
        </div>
      </Section>
      {series ? <PowerHistory of={series} name={alert.subject.name} /> : null}
      <Section id="history" title="What became of it">
        <DataTable
          label="What became of the alert, newest first"
          rows={alert.events.map((event, i) => ({ ...event, key: `${event.at} ${i}` }))}
          rowKey={({ key }) => key}
          density="compact"
          columns={[
            { id: "at", header: "When", noWrap: true, cell: ({ at }) => formatInstant(at) },
            { id: "what", header: "What", cell: ({ kind }) => eventWords[kind] },
            { id: "by", header: "By", cell: ({ by }) => by ?? <Muted>the rule</Muted> },
            { id: "note", header: "Reason", priority: 2, cell: ({ note }) => note ?? "" },
          ]}
        />
      </Section>
      {silencing && off === null ? (
        <SilenceDialog
          alert={alert}
          busy={actions.silence.isPending}
          error={actions.silence.error}
          onClose={() => setSilencing(false)}
          onConfirm={(given) => actions.silence.mutate({ ...ref, ...given })}
        />
      ) : null}
    </>
  );
}

/** Of what is measured in power. */
function seriesOf({ kind, name, datacenter }: AlertDetail["subject"]): SeriesInput["of"] | null {
  const [first = "", ...rest] = name.split("/");
  const second = rest.join("/");
  if (kind === "rack") return { kind, rack: name };
  if (kind === "server") return { kind, rack: first, server: second };
  return kind === "device" && datacenter ? { kind, datacenter, room: first, device: second } : null;
}
