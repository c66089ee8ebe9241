import type { PlanRow } from "@headroom/contracts/plan";
import { formatNumber, formatPower } from "@headroom/ui/format/numbers";
import type { Column } from "@headroom/ui/primitives/DataTable";
import { Link } from "@headroom/ui/primitives/Link";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted, Num } from "@headroom/ui/primitives/Text";
import { Ago } from "../frame/time";

const unknown = <Muted>not planned yet</Muted>;

export const planColumns: readonly Column<PlanRow>[] = [
  {
    id: "plan",
    header: "Plan",
    noWrap: true,
    cell: (row) => (
      <Link href={`/plans/${row.id}`}>
        <Id>PL-{row.id}</Id>
      </Link>
    ),
  },
  { id: "title", header: "Title", cell: (row) => row.title, ellipsis: true, width: "26%" },
  { id: "state", header: "State", cell: (row) => <StateLabel state={row.state} /> },
  {
    id: "placed",
    header: "Requests placed",
    align: "end",
    priority: 2,
    cell: (row) =>
      row.requestsPlaced === null ? (
        unknown
      ) : row.requests === 0 ? (
        <Muted>none, it moves racks</Muted>
      ) : (
        `${row.requestsPlaced} of ${row.requests}`
      ),
  },
  {
    id: "racks",
    header: "Racks",
    align: "end",
    cell: (row) => (row.racks === null ? unknown : formatNumber(row.racks)),
  },
  {
    id: "power",
    header: "Power",
    align: "end",
    priority: 2,
    cell: (row) => (row.powerW === null ? unknown : <Num of={formatPower(row.powerW, { signed: true })} />),
  },
  {
    id: "where",
    header: "Where",
    cell: (row) => row.datacenters.join(", ") || row.regions.join(", "),
    priority: 3,
    ellipsis: true,
    width: "16%",
  },
  { id: "author", header: "By", cell: (row) => row.author.name, priority: 3, noWrap: true },
  {
    id: "updated",
    header: "Changed",
    align: "end",
    priority: 2,
    noWrap: true,
    cell: (row) => <Ago at={row.updatedAt} />,
  },
];
