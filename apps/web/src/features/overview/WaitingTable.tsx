"use client";
import type { Overview } from "@headroom/contracts/overview";
import { formatTimeLeft } from "@headroom/ui/format/dates";
import { Clock } from "@headroom/ui/primitives/Clock";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { AllDone } from "@headroom/ui/primitives/EmptyState";
import { Link } from "@headroom/ui/primitives/Link";
import { stateByName } from "@headroom/ui/primitives/states";
import { Id, Muted } from "@headroom/ui/primitives/Text";
import { useNow } from "../frame/time";
import { racksOf } from "../words/requests";

type Waiting = Overview["requestsWaiting"][number];

const fortnight = 14 * 24 * 3600 * 1000;

/** Requests that wait for an answer, the least time left first. */
export function WaitingTable({ requests }: { requests: readonly Waiting[] | null }) {
  const rows = [...(requests ?? [])].sort((a, b) => a.answerBy.localeCompare(b.answerBy)).slice(0, 10);
  return (
    <DataTable<Waiting>
      label="Requests waiting for an answer"
      columns={columns(useNow())}
      rows={rows}
      rowKey={(request) => String(request.id)}
      loadingRows={requests ? undefined : 6}
      body={requests?.length === 0 ? <AllDone title="No request waits for an answer" /> : undefined}
    />
  );
}

const columns = (now: number): readonly Column<Waiting>[] => [
  {
    id: "id",
    header: "Request",
    noWrap: true,
    cell: (request) => (
      <Link href={`/requests/${request.id}`}>
        <Id>RQ-{request.id}</Id>
      </Link>
    ),
  },
  { id: "service", header: "Service", cell: (request) => request.service, ellipsis: true, width: "30%" },
  {
    id: "asks",
    header: "Asks",
    align: "end",
    noWrap: true,
    cell: (request) => racksOf(request.racks, request.rackType),
  },
  {
    id: "says",
    header: "Plan",
    priority: 2,
    cell: (request) => (request.planState ? stateByName(request.planState).word : <Muted>none yet</Muted>),
  },
  {
    id: "left",
    header: "Left",
    align: "end",
    noWrap: true,
    cell: (request) => (
      <Clock after share={Math.min(1, Math.max(0, (Date.parse(request.answerBy) - now) / fortnight))}>
        {formatTimeLeft(request.answerBy, now).replace(/ left$/, "")}
      </Clock>
    ),
  },
];
