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

/** Few columns, so that all sides of a field stand beside each other on a phone, too. `many`: records, of which each line says its own. */
const columnsOf = (many: boolean): readonly Column<Line>[] => [
  {
    id: "field",
    header: many ? "Record, field" : "Field",
    wrap: true,
    // words are not to break in their middle beside long values
    width: "30%",
    cell: ({ conflict, field }) => (
      <>
        {many ? (
          <>
            <Id>{conflict.key.filter((part) => part !== null).join(" ")}</Id>{" "}
          </>
        ) : null}
        {field ? columnHead(field.field) : "is no more"}
        {field?.clash ? (
          <span className="hr-t-sub hr-att">
            <Icon name="near" size={12} /> both changed it
          </span>
        ) : null}
      </>
    ),
  },
  { id: "base", header: "Seen", wrap: true, cell: ({ field }) => (field ? said(field.base) : "") },
  { id: "theirs", header: "Now", wrap: true, cell: ({ field }) => (field ? said(field.theirs) : "") },
  { id: "mine", header: "Yours", wrap: true, cell: ({ field }) => (field ? said(field.mine) : "") },
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
          columns={columnsOf(conflicts.length > 1)}
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
