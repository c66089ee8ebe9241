import type { RecordPreview } from "@headroom/contracts/record";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { Icon } from "@headroom/ui/primitives/Icon";
import { Id } from "@headroom/ui/primitives/Text";
import { said } from "./said";
import type { Side } from "./settle";
import { columnHead } from "./words";

type Conflict = RecordPreview["conflicts"][number];
interface Line {
  readonly conflict: Conflict;
  readonly field: Conflict["fields"][number] | null;
}

const columns: readonly Column<Line>[] = [
  {
    id: "record",
    header: "Record",
    cell: ({ conflict }) => <Id>{conflict.key.filter((part) => part !== null).join(" ")}</Id>,
  },
  { id: "field", header: "Field", cell: ({ field }) => (field ? columnHead(field.field) : "is no more") },
  { id: "base", header: "Seen", wrap: true, cell: ({ field }) => (field ? said(field.base) : "") },
  { id: "theirs", header: "Now", wrap: true, cell: ({ field }) => (field ? said(field.theirs) : "") },
  { id: "mine", header: "Yours", wrap: true, cell: ({ field }) => (field ? said(field.mine) : "") },
  {
    id: "clash",
    header: "",
    cell: ({ field }) =>
      field?.clash ? (
        <span className="hr-att">
          <Icon name="near" size={12} /> both changed it
        </span>
      ) : (
        ""
      ),
  },
];

/** Objects that somebody changed meanwhile: what each was, is now, and was to become; and which side stays where both changed a field. */
export function ConflictView({
  conflicts,
  onSettle,
}: {
  conflicts: readonly Conflict[];
  onSettle: (side: Side) => void;
}) {
  const lines = conflicts.flatMap((conflict): Line[] =>
    conflict.fields.length > 0 ? conflict.fields.map((field) => ({ conflict, field })) : [{ conflict, field: null }],
  );
  return (
    <>
      <p role="alert">
        <b>{formatCount(conflicts.length, "record")}</b> changed since you saw {conflicts.length === 1 ? "it" : "them"}.
        What only one side changed stays either way.
      </p>
      <div className="inv-preview">
        <DataTable
          label="Three sides of what changed"
          // of one record everybody knows which it is
          columns={conflicts.length === 1 ? columns.slice(1) : columns}
          rows={lines.slice(0, 200)}
          rowKey={({ conflict, field }) => `${conflict.type} ${conflict.id} ${field?.field}`}
          flush
        />
      </div>
      <div className="hr-chips">
        <Button size="small" onPress={() => onSettle("mine")}>
          Keep mine
        </Button>
        <Button size="small" onPress={() => onSettle("theirs")}>
          Leave theirs
        </Button>
      </div>
    </>
  );
}
