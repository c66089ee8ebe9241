import type { FreezeRow } from "@headroom/contracts/freeze";
import { Button } from "@headroom/ui/primitives/Button";
import type { Column } from "@headroom/ui/primitives/DataTable";
import { Link } from "@headroom/ui/primitives/Link";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Muted } from "@headroom/ui/primitives/Text";
import { Day, Moment } from "../frame/time";
import { placeWords, whenWords } from "./words";

const states = { now: "blocked", coming: "pending", past: "free" } as const;

function State({ freeze }: { freeze: FreezeRow }) {
  if (!freeze.ended) return <StateLabel state={states[freeze.when]}>{whenWords[freeze.when]}</StateLabel>;
  return (
    <>
      <StateLabel state="withdrawn">Ended early</StateLabel>
      <span className="hr-t-sub">
        <Moment at={freeze.ended.at} />
        {freeze.ended.by ? ` by ${freeze.ended.by.name}` : ""}: {freeze.ended.reason}
      </span>
    </>
  );
}

/** `off`: why the reader may not change one. */
export const freezeColumns = (
  off: string | null,
  onEdit: (freeze: FreezeRow) => void,
  onEnd: (freeze: FreezeRow) => void,
): readonly Column<FreezeRow>[] => [
  {
    id: "where",
    header: "Where, and on which days",
    cell: (freeze) => (
      <>
        <Link href={`/floors/${encodeURIComponent(freeze.datacenter)}`}>{placeWords(freeze)}</Link>
        <span className="hr-t-sub">
          <Day at={freeze.startsOn} />
          {freeze.startsOn === freeze.endsOn ? null : (
            <>
              {" – "}
              <Day at={freeze.endsOn} />
            </>
          )}
        </span>
        <span className="hr-phone">
          <State freeze={freeze} />
        </span>
      </>
    ),
  },
  { id: "reason", header: "Reason", width: "30%", wrap: true, cell: (freeze) => freeze.reason },
  { id: "state", header: "State", priority: 2, cell: (freeze) => <State freeze={freeze} /> },
  {
    id: "by",
    header: "Made by",
    priority: 3,
    noWrap: true,
    cell: (freeze) => freeze.author?.name ?? <Muted>a record</Muted>,
  },
  {
    id: "do",
    header: <span className="hr-vh">Change</span>,
    align: "end",
    wrap: true,
    cell: (freeze) =>
      freeze.when === "past" ? null : (
        <>
          <Button
            size="small"
            off={off}
            ariaLabel={`Edit the freeze of ${placeWords(freeze)}`}
            onPress={() => onEdit(freeze)}
          >
            Edit
          </Button>{" "}
          <Button
            size="small"
            off={off}
            ariaLabel={`End the freeze of ${placeWords(freeze)} early`}
            onPress={() => onEnd(freeze)}
          >
            End early
          </Button>
        </>
      ),
  },
];
