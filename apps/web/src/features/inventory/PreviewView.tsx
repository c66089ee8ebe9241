import type { RecordPreview } from "@headroom/contracts/record";
import { formatCount, formatNumber, formatPower } from "@headroom/ui/format/numbers";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { DiffWord, Id, Muted } from "@headroom/ui/primitives/Text";
import { said } from "./said";
import { columnHead, typeWords } from "./words";

type Object_ = RecordPreview["objects"][number];
interface Line {
  readonly id: string;
  readonly object: Object_;
  readonly field: Object_["fields"][number] | null;
}

/** Rows of the difference that are shown; the sentence counts all. */
const SHOWN = 200;

const kinds = { create: "add", edit: "move", delete: "retire" } as const;
const columns: readonly Column<Line>[] = [
  {
    id: "record",
    header: "Record",
    cell: ({ object }) => (
      <>
        <Id>{object.key.filter((part) => part !== null).join(" ")}</Id>
        <Muted> {typeWords(object.type).one}</Muted>
      </>
    ),
  },
  {
    id: "op",
    header: "",
    cell: ({ object }) => (
      <DiffWord kind={kinds[object.op]} word={{ create: "new", edit: "changed", delete: "deleted" }[object.op]} />
    ),
  },
  { id: "field", header: "Field", cell: ({ field }) => (field ? columnHead(field.field) : "") },
  {
    id: "before",
    header: "Now",
    wrap: true,
    cell: ({ field, object }) => (field && object.op !== "create" ? said(field.before) : ""),
  },
  {
    id: "after",
    header: "Then",
    wrap: true,
    cell: ({ field, object }) => (field && object.op !== "delete" ? said(field.after) : ""),
  },
];

/** What changes come to: what stands in their way, or every field that becomes another, and what it does to capacity. */
export function PreviewView({
  seen,
}: {
  seen: Pick<RecordPreview, "objects" | "problems"> & Partial<Pick<RecordPreview, "capacity">>;
}) {
  const { objects, problems, capacity = [] } = seen;
  if (problems.length > 0) return <Problems problems={problems} />;
  if (objects.length === 0) return <p>Nothing would be different.</p>;
  const lines = objects.flatMap((object): Line[] => {
    const id = `${object.type} ${object.id ?? `new ${object.at}`}`;
    if (object.op === "delete" || object.fields.length === 0) return [{ id, object, field: null }];
    return object.fields.map((field) => ({ id: `${id} ${field.field}`, object, field }));
  });
  return (
    <>
      <p>
        <b>{formatCount(objects.length, "record")}</b> would be different
        {lines.length > SHOWN ? `; the first ${SHOWN} lines of ${formatNumber(lines.length)} are shown` : ""}.
      </p>
      <div className="inv-preview">
        <DataTable
          label="What changes"
          columns={columns}
          rows={lines.slice(0, SHOWN)}
          rowKey={(line) => line.id}
          flush
        />
      </div>
      {capacity.map(({ datacenter, before, after }) => (
        <p key={datacenter}>
          <Id>{datacenter}</Id>{" "}
          {before.installedW === after.installedW && before.freeW === after.freeW ? (
            <Muted>installed and free power as before</Muted>
          ) : (
            <>
              installed {formatPower(before.installedW).text} → <b>{formatPower(after.installedW).text}</b>, free{" "}
              {formatPower(before.freeW).text} → <b>{formatPower(after.freeW).text}</b>
            </>
          )}
        </p>
      ))}
    </>
  );
}

function Problems({ problems }: { problems: RecordPreview["problems"] }) {
  return (
    <div role="alert" className="hr-errs">
      <h2>{formatCount(problems.length, "rule")} in the way</h2>
      <ul className="plain-list">
        {problems.slice(0, 50).map((problem) => (
          <li key={`${problem.at} ${problem.type} ${problem.field} ${problem.expected}`}>
            {problem.field ? <b>{columnHead(problem.field)}: </b> : null}
            {problem.value === "" ? "" : `“${problem.value}”, `}expected {problem.expected}.{" "}
            {problem.advice.charAt(0).toUpperCase() + problem.advice.slice(1)}.
          </li>
        ))}
      </ul>
    </div>
  );
}
