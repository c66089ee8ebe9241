"use client";
import type { RecordChange } from "@headroom/contracts/record";
import type { RecordType } from "@headroom/core/topology/records/types";
import { recordPath } from "@headroom/core/topology/table/address";
import { useState } from "react";
import { useRouter } from "../frame/address";
import { ChangeDialog } from "./ChangeDialog";
import { FieldInput } from "./FieldInput";
import { inputText, inputValue } from "./fieldInput";
import { typeWords } from "./words";

/** A new record of a type: what has to be said first, in the order of its fields. */
export function CreateDialog({ type, onClose }: { type: RecordType; onClose: () => void }) {
  const router = useRouter();
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries(type.fields.map((field) => [field.name, inputText(field.initial ?? null)])),
  );
  const changes = (): RecordChange[] => {
    // what is not said gets what a file without the column would give it
    const said = type.fields.filter((field) => texts[field.name] !== "" || field.initial === undefined);
    const fields = Object.fromEntries(said.map((field) => [field.name, inputValue(field, texts[field.name] ?? "")]));
    return [{ op: "create", type: type.name, fields: fields as never }];
  };
  return (
    <ChangeDialog
      title={`New ${typeWords(type.name).one}`}
      changes={changes}
      word="Create"
      onClose={onClose}
      onDone={({ objects }) => {
        const made = objects.find((one) => one.type === type.name);
        if (made) router.push(recordPath(type.name, made.key as (string | number | null)[]));
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
