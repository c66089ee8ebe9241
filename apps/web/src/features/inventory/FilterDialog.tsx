"use client";
import type { TableColumn } from "@headroom/core/topology/table/columns";
import { asked, type Condition, type ConditionKind } from "@headroom/core/topology/table/filter";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { Checkbox, DateField, Select, TextField } from "@headroom/ui/primitives/Field";
import { useState } from "react";
import { choiceWords, columnHead } from "./words";

interface FilterDialogProps {
  column: TableColumn;
  /** What the column is asked now. */
  conditions: readonly Condition[];
  onChange: (conditions: readonly Condition[]) => void;
  onClose: () => void;
}

const kindWords: Record<ConditionKind, string> = {
  contains: "has",
  begins: "begins with",
  one_of: "is one of",
  between: "lies between",
  empty: "has no value",
  filled: "has any value",
};

/** One condition of a column, by its type. */
export function FilterDialog({ column, conditions, onChange, onClose }: FilterDialogProps) {
  const { name, kind } = column;
  const kinds = asked(column);
  const before = conditions[0];
  const [is, setIs] = useState<ConditionKind>(before?.is ?? kinds[0]!);
  const [text, setText] = useState(before && "text" in before ? before.text : "");
  const [values, setValues] = useState<readonly string[]>(before?.is === "one_of" ? before.values : []);
  const [list, setList] = useState(before?.is === "one_of" ? before.values.join("\n") : "");
  const [from, setFrom] = useState(before?.is === "between" ? (before.from ?? "") : "");
  const [to, setTo] = useState(before?.is === "between" ? (before.to ?? "") : "");
  const options = kind.type === "choice" ? kind.of : kind.type === "flag" ? ["true", "false"] : null;

  const made = (): Condition | null => {
    if (is === "empty" || is === "filled") return { column: name, is };
    if (is === "between") return from || to ? { column: name, is, from: from || null, to: to || null } : null;
    if (is === "one_of") {
      const all = options
        ? values
        : list
            .split(/[\n,]/)
            .map((one) => one.trim())
            .filter(Boolean);
      return all.length > 0 ? { column: name, is, values: all } : null;
    }
    return text === "" ? null : { column: name, is, text };
  };
  const apply = () => {
    const condition = made();
    onChange(condition ? [condition] : []);
    onClose();
  };
  const End = kind.type === "day" ? DateField : TextField;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Filter: ${columnHead(name)}`}
      actions={
        <>
          {before ? (
            <Button
              onPress={() => {
                onChange([]);
                onClose();
              }}
            >
              Remove
            </Button>
          ) : null}
          <Button variant="primary" type="submit" form="column-filter">
            Apply
          </Button>
        </>
      }
    >
      <form
        id="column-filter"
        className="form-stack"
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        {kinds.length > 1 ? (
          <Select
            label="Condition"
            value={is}
            onChange={(event) => setIs(event.target.value as ConditionKind)}
            options={kinds.map((one) => ({ value: one, label: kindWords[one] }))}
          />
        ) : null}
        {is === "contains" || is === "begins" ? (
          <TextField
            label="Text"
            autoFocus
            value={text}
            onChange={(event) => setText(event.target.value)}
            help="In any case"
          />
        ) : null}
        {is === "between" ? (
          <div className="field-pair">
            <End
              label="From"
              optional
              value={from}
              inputMode="decimal"
              onChange={(event) => setFrom(event.target.value)}
            />
            <End label="To" optional value={to} inputMode="decimal" onChange={(event) => setTo(event.target.value)} />
          </div>
        ) : null}
        {is === "one_of" && options ? (
          <fieldset className="plain-list">
            <legend className="hr-vh">{columnHead(name)}</legend>
            {options.map((value) => (
              <Checkbox
                key={value}
                label={kind.type === "flag" ? (value === "true" ? "yes" : "no") : choiceWords(value)}
                checked={values.includes(value)}
                onChange={(event) =>
                  setValues(event.target.checked ? [...values, value] : values.filter((one) => one !== value))
                }
              />
            ))}
          </fieldset>
        ) : null}
        {is === "one_of" && !options ? (
          <TextField
            label="Values"
            autoFocus
            value={list}
            onChange={(event) => setList(event.target.value)}
            help="With commas between them, each as it is written"
          />
        ) : null}
      </form>
    </Dialog>
  );
}
