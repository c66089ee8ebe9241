import type { RequestRow } from "@headroom/contracts/request";
import { formatTimeLeft } from "@headroom/ui/format/dates";
import { formatPower } from "@headroom/ui/format/numbers";
import { Clock } from "@headroom/ui/primitives/Clock";
import type { Column } from "@headroom/ui/primitives/DataTable";
import { Link } from "@headroom/ui/primitives/Link";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted, Num } from "@headroom/ui/primitives/Text";
import { Day, useNow } from "../frame/time";
import { placeWords, racksOf } from "../words/requests";

export const requestColumns: readonly Column<RequestRow>[] = [
  {
    id: "request",
    header: "Request",
    cell: (row) => (
      <Link href={`/requests/${row.id}`}>
        <Id>RQ-{row.id}</Id>
      </Link>
    ),
    noWrap: true,
  },
  { id: "service", header: "Service", cell: (row) => row.service },
  { id: "title", header: "For", cell: (row) => row.title, priority: 3, ellipsis: true, width: "22%" },
  { id: "asks", header: "Asks", align: "end", noWrap: true, cell: (row) => racksOf(row.racks, row.rackType) },
  { id: "power", header: "Power", align: "end", priority: 2, cell: (row) => <Num of={formatPower(row.powerW)} /> },
  { id: "where", header: "Where", cell: (row) => placeWords(row), priority: 2 },
  { id: "by", header: "Needed by", cell: (row) => <Day at={row.neededBy} />, priority: 2, noWrap: true },
  { id: "state", header: "State", cell: (row) => <StateLabel state={row.state} /> },
  {
    id: "plan",
    header: "Plan",
    priority: 3,
    cell: (row) =>
      row.plan ? (
        <Link href={`/plans/${row.plan.id}`}>
          <Id>PL-{row.plan.id}</Id>
        </Link>
      ) : (
        <Muted>none</Muted>
      ),
  },
  {
    id: "left",
    header: "Left to answer",
    align: "end",
    priority: 2,
    noWrap: true,
    cell: (row) => <AnswerBy row={row} />,
  },
];

/** The clock runs while nobody has answered. */
function AnswerBy({ row }: { row: RequestRow }) {
  const now = useNow();
  if (row.state === "draft") return <Muted>not sent</Muted>;
  if (row.state === "submitted") return <Muted>with approvers</Muted>;
  if (row.state !== "open" && row.state !== "planned") return <Muted>answered</Muted>;
  const start = Date.parse(row.createdAt);
  const due = Date.parse(row.answerBy);
  const share = Math.min(1, Math.max(0, (due - now) / Math.max(1, due - start)));
  return <Clock share={share}>{formatTimeLeft(row.answerBy, now)}</Clock>;
}
