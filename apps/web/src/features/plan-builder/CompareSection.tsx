"use client";
import type { ColumnDecision, ScenarioBoard } from "@headroom/contracts/scenario";
import { formatCount, formatNumber } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { Link } from "@headroom/ui/primitives/Link";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { DiffWord, Id, Muted } from "@headroom/ui/primitives/Text";
import { parseAsBoolean } from "nuqs";
import { choiceWords, leftWords, limitName } from "../explanation/words";
import { useQueryState } from "../frame/address";
import { rowLabel } from "../words/places";
import type { BoardColumn } from "./columns";
import { type Compared, compare, countKinds } from "./compare";

interface CompareSectionProps {
  board: ScenarioBoard;
  columns: readonly BoardColumn[];
  from: BoardColumn;
  to: BoardColumn;
  onFrom: (id: string) => void;
}

const shortOf = (column: BoardColumn): string => (column.id === "base" ? "base" : column.id);

/** Requests that one column places otherwise than another: where in each, and why. */
export function CompareSection({ board, columns, from, to, onFrom }: CompareSectionProps) {
  const [all, setAll] = useQueryState("same", parseAsBoolean.withDefault(false));
  const compared = compare(from.decisions, to.decisions);
  const counts = countKinds(compared);
  const differing = compared.length - counts.same;
  const rows = all ? compared : compared.filter((row) => row.kind !== "same");
  const titles = new Map(board.requests.map((request) => [request.id, request]));
  const ready = from.summary !== null && to.summary !== null;
  const tableColumns: Column<Compared>[] = [
    { id: "kind", header: "Change", cell: (row) => <DiffWord kind={row.kind} word={kindWords[row.kind]} /> },
    {
      id: "request",
      header: "Request",
      cell: ({ requestId }) => (
        <>
          <Link href={`/requests/${requestId}`}>
            <Id>RQ-{requestId}</Id>
          </Link>{" "}
          <Muted>{titles.get(requestId)?.title}</Muted>
        </>
      ),
    },
    { id: "from", header: `In ${shortOf(from)}`, wrap: true, cell: (row) => <Where decision={row.a} /> },
    { id: "to", header: `In ${shortOf(to)}`, wrap: true, cell: (row) => <Where decision={row.b} /> },
    {
      id: "why",
      header: "Why",
      wrap: true,
      priority: 2,
      cell: (row) => <span className="sc-why">{whyWords(row)}</span>,
    },
  ];
  return (
    <Section
      id="compare"
      title={`${to.name} against ${shortOf(from)}`}
      note={ready ? `${differing} of ${formatCount(compared.length, "request")} otherwise` : undefined}
      actions={
        <>
          <SelectBox
            aria-label="Held against"
            value={from.id}
            onChange={(event) => onFrom(event.target.value)}
            options={columns.filter((c) => c.id !== to.id).map((c) => ({ value: c.id, label: c.name }))}
          />
          <Button size="small" pressed={all} onPress={() => void setAll(all ? null : true)}>
            Same ones too
          </Button>
        </>
      }
    >
      <DataTable
        label={`Requests that ${to.name} places otherwise than ${shortOf(from)}`}
        columns={tableColumns}
        rows={ready ? rows : []}
        rowKey={(row) => String(row.requestId)}
        rowHeader="request"
        density="compact"
        body={
          !ready ? (
            <EmptyState title="Nothing to compare yet">
              {(from.summary ? to : from).name} has no outcome: it is solved, or failed, first.
            </EmptyState>
          ) : rows.length === 0 ? (
            <EmptyState title="Every request goes where it went">
              Only figures differ: {to.name} places each request in the same rows as {shortOf(from)}.
            </EmptyState>
          ) : undefined
        }
      />
    </Section>
  );
}

const kindWords = { add: "placed", move: "elsewhere", retire: "left out", same: "same" } as const;

function Where({ decision }: { decision: ColumnDecision | null }) {
  if (!decision || decision.racksPlaced === 0) return <Muted>nowhere</Muted>;
  return (
    <>
      {decision.places.map((place, i) => (
        <span key={`${place.datacenter} ${place.rowId}`}>
          {i > 0 ? "; " : ""}
          {formatNumber(place.racks)} in {place.datacenter} {rowLabel(place.room, place.row)}
        </span>
      ))}
      {decision.racksPlaced < decision.racks ? <Muted> of {formatNumber(decision.racks)}</Muted> : null}
    </>
  );
}

/** Why it stands where it does in the second column, or what keeps it out there. */
function whyWords({ kind, b }: Compared): string {
  if (!b?.certificate) return "";
  const { chosen, nearest, withheld } = b.certificate;
  const broken = nearest[0]?.checks.find((check) => !check.ok);
  if (b.racksPlaced === 0) {
    if (withheld) return "It fits, and is withheld for likelier later requests.";
    return broken ? `${limitName(broken)}: ${leftWords(broken)}.` : "No row is allowed.";
  }
  if (kind === "same" || !chosen) return "";
  return choiceWords(chosen, 1, b.places.length);
}
