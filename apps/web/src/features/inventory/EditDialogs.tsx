"use client";
import type { RecordChange, RecordDetail } from "@headroom/contracts/record";
import type { RecordType } from "@headroom/core/topology/records/types";
import { recordPath } from "@headroom/core/topology/table/address";
import { DateField, TextField } from "@headroom/ui/primitives/Field";
import { useState } from "react";
import { useRouter } from "../frame/address";
import { ChangeDialog } from "./ChangeDialog";
import { FieldInput } from "./FieldInput";
import { inputText, inputValue } from "./fieldInput";
import { typeWords } from "./words";

export interface OneRecord {
  type: RecordType;
  record: RecordDetail;
  onClose: () => void;
}

/** Every field of a record. Only what is typed anew is changed. */
export function EditDialog({ type, record, onClose }: OneRecord) {
  const router = useRouter();
  // as it was when the form was opened: what comes in later is a difference to settle, not to lose
  const [seen] = useState(record);
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries(type.fields.map(({ name }) => [name, inputText(seen.fields[name] ?? null)])),
  );
  const changes = (): RecordChange[] => {
    const changed = type.fields.filter(({ name }) => texts[name] !== inputText(seen.fields[name] ?? null));
    const fields = Object.fromEntries(changed.map((field) => [field.name, inputValue(field, texts[field.name] ?? "")]));
    return [{ op: "edit", type: type.name, id: seen.id, version: seen.version, fields: fields as never }];
  };
  return (
    <ChangeDialog
      title={`Edit ${seen.key.filter((part) => part !== null).join(" ")}`}
      changes={changes}
      word="Apply"
      onClose={onClose}
      onDone={({ objects }) => {
        const one = objects.find(({ type: name, id }) => name === type.name && id === seen.id);
        if (one) router.replace(recordPath(type.name, one.key as (string | number | null)[]));
      }}
    >
      {type.fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={texts[field.name] ?? ""}
          onChange={(value) => setTexts({ ...texts, [field.name]: value })}
        />
      ))}
    </ChangeDialog>
  );
}

/** A rack to another position, with everything in it, from a day on. */
export function MoveDialog({ record, onClose }: OneRecord) {
  const [to, setTo] = useState({
    datacenter: inputText(record.fields.datacenter ?? null),
    room: "",
    row: "",
    number: "",
  });
  const [on, setOn] = useState("");
  const field = (name: keyof typeof to, label: string) => (
    <TextField
      label={label}
      required
      value={to[name]}
      onChange={(event) => setTo({ ...to, [name]: event.target.value })}
    />
  );
  return (
    <ChangeDialog
      title={`Move ${record.key.join(" ")}`}
      word="Move"
      onClose={onClose}
      changes={() => {
        const place = { ...to, number: Math.max(1, Math.trunc(Number(to.number)) || 1) };
        return [
          { op: "move", type: "racks", id: record.id, version: record.version, to: place, ...(on ? { on } : {}) },
        ];
      }}
    >
      <div className="field-pair">
        {field("datacenter", "Datacenter")}
        {field("room", "Room")}
        {field("row", "Row")}
        {field("number", "Position")}
      </div>
      <DateField
        label="From"
        optional
        help="First day in the new place; empty: today"
        value={on}
        onChange={(event) => setOn(event.target.value)}
      />
    </ChangeDialog>
  );
}

/** Ends a rack or a device; other records are deleted, where nothing names them. */
export function EndDialog({ type, record, onClose }: OneRecord) {
  const router = useRouter();
  const [on, setOn] = useState("");
  const { id, version } = record;
  const retires = type.name === "racks" || type.name === "servers";
  return (
    <ChangeDialog
      title={`${retires ? "Retire" : "Delete"} ${record.key.filter((part) => part !== null).join(" ")}`}
      word={retires ? "Retire" : "Delete"}
      onClose={onClose}
      changes={() => [
        retires
          ? { op: "retire", type: type.name as "racks" | "servers", id, version, ...(on ? { on } : {}) }
          : { op: "delete", type: type.name, id, version },
      ]}
      onDone={() => (retires ? undefined : router.push(`/inventory/${type.name}`))}
    >
      {retires ? (
        <DateField label="On" optional help="Empty: today" value={on} onChange={(event) => setOn(event.target.value)} />
      ) : (
        <p>This {typeWords(type.name).one} is deleted where nothing names it. The preview says what does.</p>
      )}
    </ChangeDialog>
  );
}
