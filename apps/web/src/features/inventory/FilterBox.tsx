"use client";
import type { RecordType } from "@headroom/core/topology/records/types";
import { columnOf } from "@headroom/core/topology/table/columns";
import { type Condition, conditionText, filterFrom, piecesOf } from "@headroom/core/topology/table/filter";
import { Icon } from "@headroom/ui/primitives/Icon";
import { useId, useState } from "react";
import type { TableState } from "./useTableState";
import { columnHead, conditionWords } from "./words";

/** Plain words are looked for in what tells the records apart. */
function read(type: RecordType, text: string) {
  const name = type.key.findLast((key) => columnOf(type, key)?.kind.type === "text") ?? type.key[0]!;
  const pieces = piecesOf(text).map((piece) => (/[:~^=]/.test(piece) ? piece : `${name}~${piece}`));
  return filterFrom(type, pieces.join(" "));
}

/** Where a filter is typed, `/` puts the cursor here, and the conditions that hold, each with a way to take it back. */
export function FilterBox({ type, table }: { type: RecordType; table: TableState }) {
  const id = useId();
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const name = type.key.findLast((key) => columnOf(type, key)?.kind.type === "text") ?? type.key[0]!;
  const add = () => {
    const found = read(type, text);
    if (!found.ok) {
      setFault(`${found.error.piece}: expected ${found.error.expected}`);
      return;
    }
    const has = new Set(table.filter.map(conditionText));
    table.setFilter([...table.filter, ...found.value.filter((one) => !has.has(conditionText(one)))]);
    setText("");
    setFault(null);
  };
  return (
    <search>
      <form
        className="hr-field searchbox inv-filter"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== "") add();
        }}
      >
        <Icon name="filter" />
        <label className="hr-vh" htmlFor={id}>
          Filter
        </label>
        <input
          id={id}
          className="hr-field-in"
          type="search"
          data-page-search
          placeholder={`${columnHead(name)}, or ${hintOf(type)}`}
          value={text}
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault ? `${id}-fault` : undefined}
          onChange={(event) => {
            setText(event.target.value);
            setFault(null);
          }}
        />
      </form>
      {fault ? (
        <p id={`${id}-fault`} role="alert" className="hr-crit inv-fault">
          {fault}
        </p>
      ) : null}
    </search>
  );
}

const hintOf = (type: RecordType): string => {
  const state = type.fields.find(({ kind }) => kind.type === "choice");
  return state && state.kind.type === "choice" ? `${state.name}:${state.kind.of.at(-1)}` : `${type.key[0]}^begin`;
};

/** The conditions that hold. */
export function FilterChips({ type, table }: { type: RecordType; table: TableState }) {
  if (table.filter.length === 0) return null;
  const words = (condition: Condition) => conditionWords(condition, columnOf(type, condition.column));
  return (
    <ul className="hr-chips" aria-label="Filter">
      {table.filter.map((condition) => (
        <li key={conditionText(condition)} className="hr-chip">
          <span>{words(condition)}</span>
          <button
            type="button"
            className="hr-iconb inv-drop"
            aria-label={`Take back: ${words(condition)}`}
            onClick={() => table.without(condition)}
          >
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
    </ul>
  );
}
