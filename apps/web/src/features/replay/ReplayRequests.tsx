"use client";
import type { ReplayDecision, ReplayDetail } from "@headroom/contracts/replay";
import { formatCount, formatNumber } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { Link } from "@headroom/ui/primitives/Link";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { stateByName } from "@headroom/ui/primitives/states";
import { DiffWord, Id, Muted } from "@headroom/ui/primitives/Text";
import { parseAsBoolean } from "nuqs";
import { leftWords, limitName } from "../explanation/words";
import { useQueryState } from "../frame/address";
import { downloadCsv } from "../frame/downloadCsv";
import { Day } from "../frame/time";
import { rowLabel } from "../words/places";
import { racksOf } from "../words/requests";
import { replayKind } from "./compare";

const kindWords = { add: "more", retire: "fewer", move: "elsewhere", same: "same" } as const;

/** Each request as it came: what was done with it, what would have been, and why it would have been left out. */
export function ReplayRequests({ replay }: { replay: ReplayDetail }) {
  const [all, setAll] = useQueryState("same", parseAsBoolean.withDefault(true));
  const differing = replay.decisions.filter((d) => replayKind(d) !== "same");
  const rows = all ? replay.decisions : differing;
  const csv = () =>
    downloadCsv(
      `RP-${replay.id}.csv`,
      [
        "Request",
        "Title",
        "Made on",
        "Region",
        "Rack type",
        "Asked",
        "Real",
        "Real where",
        "Replay",
        "Replay where",
        "Why",
      ],
      rows.map((d) => [
        `RQ-${d.requestId}`,
        d.title,
        d.madeOn,
        d.region,
        d.rackType,
        d.racks,
        d.real.racksPlaced,
        whereWords(d.real.places),
        d.racksPlaced,
        whereWords(d.places),
        whyWords(d),
      ]),
    );
  return (
    <Section
      id="requests"
      title="Request by request"
      note={`as they came; ${differing.length} of ${formatCount(replay.decisions.length, "request")} otherwise`}
      actions={
        <>
          <Button size="small" pressed={!all} onPress={() => void setAll(!all)}>
            Only what differs
          </Button>
          <Button size="small" onPress={csv}>
            CSV
          </Button>
        </>
      }
    >
      <DataTable
        label="Requests, in reality and in the replay"
        columns={columns}
        rows={rows}
        rowKey={(d) => String(d.requestId)}
        rowHeader="request"
        density="compact"
        body={
          rows.length === 0 ? (
            <EmptyState title="Nothing differs">Every request would have gone where it went.</EmptyState>
          ) : undefined
        }
      />
    </Section>
  );
}

const columns: readonly Column<ReplayDecision>[] = [
  {
    id: "kind",
    header: "Replay",
    cell: (d) => <DiffWord kind={replayKind(d)} word={kindWords[replayKind(d)]} />,
  },
  {
    id: "request",
    header: "Request",
    cell: (d) => (
      <>
        <Link href={`/requests/${d.requestId}`}>
          <Id>RQ-{d.requestId}</Id>
        </Link>{" "}
        {racksOf(d.racks, d.rackType)} <Muted>{d.service}</Muted>
      </>
    ),
  },
  { id: "made", header: "Made", noWrap: true, priority: 2, cell: (d) => <Day at={d.madeOn} /> },
  {
    id: "real",
    header: "In reality",
    wrap: true,
    cell: ({ real }) =>
      real.racksPlaced > 0 ? (
        whereWords(real.places)
      ) : (
        <Muted>{stateByName(real.state).word.toLowerCase()}, not placed</Muted>
      ),
  },
  {
    id: "replayed",
    header: "In the replay",
    wrap: true,
    cell: (d) => (d.racksPlaced > 0 ? whereWords(d.places) : <Muted>not placed</Muted>),
  },
  { id: "why", header: "Why not", wrap: true, priority: 2, cell: (d) => <span className="sc-why">{whyWords(d)}</span> },
];

const whereWords = (places: ReplayDecision["places"]): string =>
  places.map((p) => `${formatNumber(p.racks)} in ${p.datacenter} ${rowLabel(p.room, p.row)}`).join("; ");

function whyWords({ racks, racksPlaced, certificate }: ReplayDecision): string {
  if (racksPlaced >= racks || !certificate) return "";
  if (certificate.withheld) return "It fits, and is withheld for likelier later requests";
  const broken = certificate.nearest[0]?.checks.find((check) => !check.ok);
  return broken ? `${limitName(broken)}: ${leftWords(broken)}` : "";
}
