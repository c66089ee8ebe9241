import type { ReservationRow } from "@headroom/contracts/reservation";
import { Button } from "@headroom/ui/primitives/Button";
import type { Column } from "@headroom/ui/primitives/DataTable";
import { Link } from "@headroom/ui/primitives/Link";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Muted } from "@headroom/ui/primitives/Text";
import { Day } from "../frame/time";
import { keptHref, keptWords, kindWords, whenWords } from "./words";

const states = { now: "reserved", expiring: "near", coming: "pending", past: "free" } as const;

function State({ row }: { row: ReservationRow }) {
  return <StateLabel state={states[row.when]}>{whenWords[row.when]}</StateLabel>;
}

/** A ticket that is an address can be followed. */
function Ticket({ ticket }: { ticket: string | null }) {
  if (ticket === null) return <Muted>none</Muted>;
  return /^https?:\/\//.test(ticket) ? <Link href={ticket}>{ticket.replace(/^https?:\/\//, "")}</Link> : ticket;
}

/** `off`: why the reader may not change one. */
export const reservationColumns = (
  off: string | null,
  onEdit: (row: ReservationRow) => void,
  onRelease: (row: ReservationRow) => void,
): readonly Column<ReservationRow>[] => [
  {
    id: "what",
    header: "What is kept",
    cell: (row) => (
      <>
        <Link href={keptHref(row)}>{keptWords(row)}</Link>
        <span className="hr-t-sub">
          {kindWords[row.kind]} in {row.datacenter}: {row.reason}
        </span>
        {/* On a phone whose it is and until when have no columns of their own. */}
        <span className="hr-phone">
          <span className="hr-t-sub">
            For {row.owner},{" "}
            {row.to ? (
              <>
                free again <Day at={row.to} />
              </>
            ) : (
              "until further notice"
            )}
          </span>
          <State row={row} />
        </span>
      </>
    ),
  },
  {
    id: "owner",
    header: "For",
    priority: 2,
    cell: (row) => (
      <>
        {row.owner}
        {row.person ? null : <span className="hr-t-sub">without an account</span>}
      </>
    ),
  },
  { id: "ticket", header: "Ticket", priority: 3, cell: (row) => <Ticket ticket={row.ticket} /> },
  {
    id: "from",
    header: "From",
    priority: 3,
    noWrap: true,
    cell: (row) => (row.from ? <Day at={row.from} /> : <Muted>always</Muted>),
  },
  {
    id: "to",
    header: "Free again",
    priority: 2,
    noWrap: true,
    cell: (row) => (row.to ? <Day at={row.to} /> : <Muted>not set</Muted>),
  },
  { id: "state", header: "State", priority: 2, noWrap: true, cell: (row) => <State row={row} /> },
  {
    id: "do",
    header: <span className="hr-vh">Change</span>,
    align: "end",
    wrap: true,
    cell: (row) =>
      row.when === "past" ? null : (
        <span className="row-acts">
          <Button size="small" off={off} ariaLabel={`Change ${keptWords(row)}`} onPress={() => onEdit(row)}>
            Change
          </Button>
          <Button size="small" off={off} ariaLabel={`Release ${keptWords(row)}`} onPress={() => onRelease(row)}>
            Release
          </Button>
        </span>
      ),
  },
];
