import type { ImportConflict } from "@headroom/contracts/imports";
import { SectionHeader } from "@headroom/ui/primitives/PageHeader";
import { Id } from "@headroom/ui/primitives/Text";
import { useId } from "react";

export type Side = "here" | "source";

const FIELDS: Readonly<Record<ImportConflict["field"], string>> = { place: "where it stands", feeds: "its feeds" };

interface ConflictTableProps {
  conflicts: readonly ImportConflict[];
  /** By id; what is not there stays as it is here. */
  choices: Readonly<Record<string, Side>>;
  /** null: it is decided. */
  onChoose: ((ids: readonly string[], side: Side) => void) | null;
}

/** What people here and the source have both changed: what it was, what it is here, what the source says now; and which of the two stays. */
export function ConflictTable({ conflicts, choices, onChoose }: ConflictTableProps) {
  const title = useId();
  const name = useId();
  const cell = (one: ImportConflict, side: Side) => {
    const words = one[side] ?? "nowhere";
    if (!onChoose) return words;
    return (
      <label className="hr-check">
        <input
          type="radio"
          name={`${name} ${one.id}`}
          checked={(choices[one.id] ?? "here") === side}
          onChange={() => onChoose([one.id], side)}
        />
        <span>
          <span className="hr-vh">{side === "here" ? "As it is here:" : "As NetBox says:"} </span>
          {words}
        </span>
      </label>
    );
  };
  return (
    <section aria-labelledby={title}>
      <SectionHeader
        level={3}
        id={title}
        title="Changed here and in NetBox"
        note={onChoose ? "stays as it is here, unless you choose otherwise" : "as it was found by the check"}
      />
      <table className="hr-t assumed import-sides" data-density="compact" aria-labelledby={title}>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col" className="hr-p2">
              NetBox said before
            </th>
            <th scope="col">Here</th>
            <th scope="col">NetBox says now</th>
          </tr>
        </thead>
        <tbody>
          {conflicts.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Id>{one.name}</Id>
                <span className="hr-t-sub">{FIELDS[one.field]}</span>
              </th>
              <td className="hr-sec hr-p2">{one.before ?? "nothing"}</td>
              <td>{cell(one, "here")}</td>
              <td>{cell(one, "source")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
