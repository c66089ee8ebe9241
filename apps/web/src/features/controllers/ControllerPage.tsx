"use client";
import type { ControllerDetail, ControllerOrder } from "@headroom/contracts/controller";
import { formatAgo, formatDateTime } from "@headroom/ui/format/dates";
import { formatCount, formatNumber, formatPower } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { DataTable } from "@headroom/ui/primitives/DataTable";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Link } from "@headroom/ui/primitives/Link";
import { Notice } from "@headroom/ui/primitives/Notice";
import { KeyValue, PageHeader, Section, SummaryStrip, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted, Num } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsStringLiteral } from "nuqs";
import type { ComponentProps } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { useQueryStates, useRouter } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { ReasonDialog } from "../frame/ReasonDialog";
import { useNow } from "../frame/time";
import { useMay } from "../frame/useMay";
import { failureWords } from "../words/errors";
import { ContactOf } from "./controllerColumns";
import { DrivesTable } from "./DrivesTable";
import { FirmwareTable } from "./FirmwareTable";
import { useControllerChange } from "./useControllerChange";
import {
  contactOf,
  differenceName,
  faultHelp,
  faultWords,
  orderState,
  orderWords,
  pollWords,
  powerNow,
  powerWord,
  severityStates,
  severityWords,
  whereWords,
} from "./words";

const ControllerDialog = dynamic(() => import("./ControllerDialog").then((module) => module.ControllerDialog), {
  ssr: false,
});

/** While a worker has something in hand the page looks again soon. */
const SOON_MS = 1_500;
const LATER_MS = 15_000;

/** One controller: what is behind it, against what was ordered; its drives; and what can be asked of it. */
export function ControllerPage({ id }: { id: number }) {
  const trpc = useTRPC();
  const controller = useQuery(
    trpc.controller.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data?.orders[0] && isOpen(state.data.orders[0]) ? SOON_MS : LATER_MS) },
    ),
  );
  if (controller.error && !controller.data)
    return <QueryFailure error={controller.error} what="The controller" onRetry={() => void controller.refetch()} />;
  return controller.data ? (
    <ControllerView of={controller.data} />
  ) : (
    <SkeletonBlock heightPx={900} label="Loading the controller" />
  );
}

const isOpen = ({ state }: ControllerOrder) => state === "waiting" || state === "working";
const asking = ["off", "force_off", "restart", "force_restart"] as const;

function ControllerView({ of: row }: { of: ControllerDetail }) {
  const now = useNow();
  const router = useRouter();
  const may = useMay()("hardware.manage");
  const [view, setView] = useQueryStates({
    edit: parseAsStringLiteral(["yes"]),
    remove: parseAsStringLiteral(["yes"]),
    ask: parseAsStringLiteral(asking),
  });
  const shut = () => void setView({ edit: null, remove: null, ask: null });
  const change = useControllerChange(shut);
  const removal = useControllerChange(() => router.push("/controllers"));
  const pending = row.orders.find(isOpen);
  const off = !may ? "It is for operators and admins" : pending ? "Another order is being carried out" : null;
  const held = row.heldBy ? `Run RN-${row.heldBy.id} has its rack in hand` : null;
  const order = (what: ControllerOrder["what"], reason = "") => change.order.mutate({ id: row.id, what, reason });
  const look = () => order("look");
  useHotkeys(
    may
      ? [
          ...(off === null ? [{ keys: "l", label: "look again", run: look }] : []),
          { keys: "e", label: "edit", run: () => void setView({ edit: "yes" }) },
        ]
      : [],
  );
  const power = powerNow(row);
  const failed = view.ask === null && change.order.error ? failureWords(publicErrorOf(change.order.error), "It") : null;
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Controllers", href: "/controllers" },
          { label: whereWords(row), href: `/controllers/${row.id}` },
        ]}
      />
      <PageHeader
        id={whereWords(row)}
        title=""
        state={
          <StateLabel state={contactOf(row).state} box>
            {contactOf(row).words}
          </StateLabel>
        }
        actions={
          <>
            <Button icon="edit" keyHint="E" off={may ? null : off} onPress={() => void setView({ edit: "yes" })}>
              Edit
            </Button>
            <Button variant="primary" keyHint="L" off={off} onPress={look}>
              {orderWords.look.button}
            </Button>
          </>
        }
      >
        <Id>{row.url}</Id>, in <Link href={`/racks/${encodeURIComponent(row.rack)}`}>rack {row.rack}</Link>, unit{" "}
        {formatNumber(row.unit, Number.isInteger(row.unit) ? 0 : 1)}.{" "}
        {row.server === null ? "No server is known there yet: looking finds it." : null}
      </PageHeader>
      {pending ? <Notice>{`${orderWords[pending.what].help} ${orderState(pending).words}.`}</Notice> : null}
      {failed ? <Notice tone="critical" role="alert">{`${failed.title}. ${failed.cause}`}</Notice> : null}
      {row.lastFault ? (
        <Notice tone="critical">
          <b>{`It ${faultWords(row.lastFault.kind)}. `}</b>
          {faultHelp(row.lastFault)}
        </Notice>
      ) : null}
      <SummaryStrip
        items={[
          { label: "Power", value: powerWord(power) },
          {
            label: "Draws",
            value:
              row.polled && row.polled.watts !== null ? <Num of={formatPower(row.polled.watts)} /> : "Not measured",
          },
          {
            label: "Air at the inlet",
            value:
              row.polled && row.polled.inletC !== null ? `${formatNumber(row.polled.inletC, 1)} °C` : "Not measured",
          },
          { label: "Readings", value: pollWords(row) },
          { label: "Last contact", value: row.lastSeenAt ? formatAgo(row.lastSeenAt, now) : "Never" },
        ]}
      />
      <ToolRow>
        {power === "on" ? (
          asking.map((what) => (
            <Button key={what} off={off ?? held} onPress={() => void setView({ ask: what })}>
              {orderWords[what].button}
            </Button>
          ))
        ) : (
          <Button off={off ?? held} onPress={() => order("on")}>
            {orderWords.on.button}
          </Button>
        )}
        {held ? (
          <Muted>
            {held}: <Link href={`/runs/${row.heldBy!.id}`}>it switches its servers</Link>
          </Muted>
        ) : null}
      </ToolRow>
      <FoundSection row={row} now={now} />
      {row.found ? <FirmwareTable firmware={row.found.firmware} now={now} /> : null}
      {row.found ? <DrivesTable drives={row.found.drives} now={now} /> : null}
      <OrdersSection orders={row.orders} now={now} />
      <Section
        id="access"
        title="How it is reached"
        actions={
          <Button size="small" variant="danger" off={may ? null : off} onPress={() => void setView({ remove: "yes" })}>
            Remove…
          </Button>
        }
      >
        <Facts
          items={[
            { label: "User", value: <Id>{row.username}</Id> },
            { label: "Password", value: "Sealed; set a new one by editing" },
            { label: "Certificate", value: trustWords(row) },
            {
              label: "System",
              value: row.system ? (
                <Id>{row.system}</Id>
              ) : row.expectedSerial ? (
                "The only one, or the one of its serial"
              ) : (
                "The only one"
              ),
            },
            { label: "Contact", value: <ContactOf row={row} now={now} /> },
          ]}
        />
      </Section>
      {view.edit === "yes" && may ? <ControllerDialog controller={row} rack={row.rack} onClose={shut} /> : null}
      {view.ask && may ? (
        <ReasonDialog
          open
          title={`${orderWords[view.ask].button.replace("…", "")}: ${whereWords(row)}?`}
          confirmWord={orderWords[view.ask].button.replace("…", "")}
          danger
          typed={row.serverState === "in_service" ? row.rack : ""}
          busy={change.order.isPending}
          error={change.order.error}
          onClose={shut}
          onConfirm={(reason) => order(view.ask!, reason)}
        >
          {orderWords[view.ask].help}
        </ReasonDialog>
      ) : null}
      {view.remove === "yes" && may ? (
        <ReasonDialog
          open
          title={`Remove the controller of ${whereWords(row)}?`}
          confirmWord="Remove it"
          danger
          busy={removal.remove.isPending}
          error={removal.remove.error}
          onClose={shut}
          onConfirm={(reason) => removal.remove.mutate({ id: row.id, version: row.version, reason })}
        >
          Nobody speaks to it any more, and its password is forgotten. What it found stays with the server.
        </ReasonDialog>
      ) : null}
    </>
  );
}

const Facts = (props: ComponentProps<typeof KeyValue>) => (
  <div className="pad controller-facts">
    <KeyValue {...props} />
  </div>
);

function trustWords({ trust }: ControllerDetail): string {
  if (trust.kind === "pin") return `Pinned: ${trust.sha256.slice(0, 16)}…`;
  return {
    system: "By the authorities of the system",
    authority: "By an authority of its own",
    plain: "None: plain http",
  }[trust.kind];
}

function FoundSection({ row: { found, differences }, now }: { row: ControllerDetail; now: number }) {
  if (found === null)
    return (
      <Section id="found" title="What is behind it">
        <p className="pad hr-mut">Nobody looked yet. Looking asks for its serial, processors, memory and drives.</p>
      </Section>
    );
  const cpus = found.processors.filter(({ kind }) => /^cpu$/i.test(kind));
  const cores = cpus.reduce((sum, one) => sum + (one.cores ?? 0), 0);
  return (
    <Section id="found" title="What is behind it" note={`found ${formatAgo(found.at, now)}`}>
      <Facts
        items={[
          { label: "Model", value: [found.manufacturer, found.model].filter(Boolean).join(" ") || "Not told" },
          { label: "Serial", value: found.serial ? <Id>{found.serial}</Id> : "Not told" },
          {
            label: "Processors",
            value: `${formatCount(cpus.length, "processor")}, ${formatCount(cores, "core")}${cpus[0]?.model ? `, ${cpus[0].model}` : ""}`,
          },
          {
            label: "Memory",
            value: `${found.memoryGib === null ? "Not told" : `${formatNumber(found.memoryGib)} GiB`}${found.modules > 0 ? ` in ${formatCount(found.modules, "module")}` : ""}`,
          },
          { label: "Health", value: found.health ?? "Not told" },
          { label: "BIOS", value: found.bios ?? "Not told" },
          { label: "Redfish", value: found.redfish ?? "Not told" },
        ]}
      />
      {found.unread.length > 0 ? (
        <Notice tone="attention">{`${formatCount(found.unread.length, "part")} could not be read: ${found.unread.slice(0, 3).join(", ")}.`}</Notice>
      ) : null}
      <DataTable
        label="Against what was ordered"
        columns={[
          {
            id: "what",
            header: "Against what was ordered",
            cell: (one) => <StateLabel state={severityStates[one.severity]}>{severityWords[one.severity]}</StateLabel>,
          },
          { id: "kind", header: "What", cell: (one) => differenceName(one) },
          {
            id: "expected",
            header: "Ordered",
            align: "end",
            cell: (one) => (one.kind === "untold" ? "yes" : said(one.expected)),
          },
          { id: "found", header: "Found", align: "end", cell: (one) => said(one.found) },
        ]}
        rows={[...differences]}
        rowKey={(one) => `${one.kind}/${one.expected}/${one.found}`}
        body={differences.length === 0 ? <p className="pad">It is as it was ordered.</p> : undefined}
      />
    </Section>
  );
}

const said = (value: string | number | null) =>
  value === null ? (
    <Muted>not told</Muted>
  ) : typeof value === "number" ? (
    formatNumber(value, value % 1 === 0 ? 0 : 1)
  ) : (
    value
  );

function OrdersSection({ orders, now }: { orders: readonly ControllerOrder[]; now: number }) {
  if (orders.length === 0) return null;
  return (
    <Section id="orders" title="What was asked of it">
      <DataTable<ControllerOrder>
        label="Orders, the latest first"
        columns={[
          {
            id: "what",
            header: "Order",
            noWrap: true,
            cell: ({ what }) => orderWords[what].button.replace("…", ""),
          },
          {
            id: "how",
            header: "How it ended",
            cell: (one) => <StateLabel state={orderState(one).state}>{orderState(one).words}</StateLabel>,
          },
          { id: "by", header: "Asked by", priority: 2, noWrap: true, cell: ({ askedBy }) => askedBy },
          { id: "at", header: "At", priority: 2, noWrap: true, cell: ({ askedAt }) => formatDateTime(askedAt, now) },
          { id: "why", header: "Why", priority: 3, cell: ({ reason }) => reason || <Muted>–</Muted> },
        ]}
        rows={[...orders]}
        rowKey={({ id }) => String(id)}
      />
    </Section>
  );
}
