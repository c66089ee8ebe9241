"use client";
import type { RecordChange } from "@headroom/contracts/record";
import type { RecordType } from "@headroom/core/topology/records/types";
import { DateField, Select } from "@headroom/ui/primitives/Field";
import { useState } from "react";
import { ChangeDialog } from "./ChangeDialog";
import type { Row } from "./cells";
import { FieldInput } from "./FieldInput";
import { inputValue } from "./fieldInput";
import { columnHead } from "./words";

interface BulkProps {
  type: RecordType;
  /** How many are ticked, in words. */
  what: string;
  /** The ticked rows, all of them. */
  gather: () => Promise<readonly Row[]>;
  onClose: () => void;
  onDone: () => void;
}

/** One field of every ticked record. */
export function BulkEditDialog({ type, what, gather, onClose, onDone }: BulkProps) {
  const fields = type.fields.filter(({ name }) => !type.key.includes(name));
  const [name, setName] = useState(fields[0]?.name ?? "");
  const [text, setText] = useState("");
  const field = fields.find((one) => one.name === name)!;
  return (
    <ChangeDialog
      title={`Edit ${what}`}
      word="Apply"
      onClose={onClose}
      onDone={onDone}
      changes={async () => {
        const value = { [name]: inputValue(field, text) } as never;
        return (await gather()).map(
          ({ id, version }): RecordChange => ({ op: "edit", type: type.name, id, version, fields: value }),
        );
      }}
    >
      <Select
        label="Field"
        value={name}
        onChange={(event) => {
          setName(event.target.value);
          setText("");
        }}
        options={fields.map((one) => ({ value: one.name, label: columnHead(one.name) }))}
      />
      <FieldInput key={name} field={field} value={text} onChange={setText} />
    </ChangeDialog>
  );
}

/** Retires every ticked rack or device. */
export function BulkRetireDialog({ type, what, gather, onClose, onDone }: BulkProps) {
  const [on, setOn] = useState("");
  return (
    <ChangeDialog
      title={`Retire ${what}`}
      word="Retire"
      onClose={onClose}
      onDone={onDone}
      changes={async () =>
        (await gather()).map(
          ({ id, version }): RecordChange => ({
            op: "retire",
            type: type.name as "racks" | "servers",
            id,
            version,
            ...(on ? { on } : {}),
          }),
        )
      }
    >
      <DateField label="On" optional help="Empty: today" value={on} onChange={(event) => setOn(event.target.value)} />
    </ChangeDialog>
  );
}
