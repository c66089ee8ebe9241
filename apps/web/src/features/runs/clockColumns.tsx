import type { ClockRow } from "@headroom/contracts/run-clock";
import { formatDuration } from "@headroom/ui/format/dates";
import { formatCount } from "@headroom/ui/format/numbers";
import type { Column } from "@headroom/ui/primitives/DataTable";
import { Muted } from "@headroom/ui/primitives/Text";

const fromWords: Readonly<Record<NonNullable<ClockRow["from"]>, string>> = {
  rule: "set by people",
  template: "the template",
  site: "learnt, this type here",
  type: "learnt, this type anywhere",
  stage: "learnt, all types",
  usual: "usual",
};

/** After how long of the time somebody is reminded, as a share where it is people's own. */
export const clockColumns: readonly Column<ClockRow>[] = [
  {
    id: "stage",
    header: "Stage",
    cell: (row) => (
      <>
        {row.title}
        <span className="hr-t-sub">
          {row.how === "automatic"
            ? "a machine's; a person's where no machine can"
            : row.how === "task"
              ? "a person's"
              : "from its making to its end"}
        </span>
      </>
    ),
  },
  {
    id: "took",
    header: "Took, middle",
    align: "end",
    noWrap: true,
    priority: 2,
    cell: ({ learnt }) => (learnt ? formatDuration(learnt.p50Ms) : <Muted>not known</Muted>),
  },
  {
    id: "most",
    header: "Nine in ten",
    align: "end",
    noWrap: true,
    priority: 2,
    cell: ({ learnt }) =>
      learnt ? (
        <span title={formatCount(learnt.times, "time")}>{formatDuration(learnt.p90Ms)}</span>
      ) : (
        <Muted>not known</Muted>
      ),
  },
  {
    id: "due",
    header: "People have",
    align: "end",
    noWrap: true,
    cell: ({ dueMs }) => (dueMs === null ? <Muted>no end</Muted> : <b>{formatDuration(dueMs)}</b>),
  },
  {
    id: "warn",
    header: "Reminded after",
    align: "end",
    noWrap: true,
    priority: 2,
    cell: ({ warnMs }) => (warnMs === null ? <Muted>by forecast</Muted> : formatDuration(warnMs)),
  },
  {
    id: "from",
    header: "From",
    wrap: true,
    cell: ({ from }) => (from === null ? <Muted>nobody set it</Muted> : fromWords[from]),
  },
  {
    id: "told",
    header: "Told besides",
    priority: 3,
    cell: ({ rule }) => rule?.contact?.name ?? <Muted>nobody outside</Muted>,
  },
];
