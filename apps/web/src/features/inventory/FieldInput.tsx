"use client";
import type { Field } from "@headroom/core/topology/records/types";
import { DateField, Select, TextArea, TextField } from "@headroom/ui/primitives/Field";
import { choiceWords, columnHead } from "./words";

interface FieldInputProps {
  field: Field;
  value: string;
  onChange: (value: string) => void;
  error?: string | null;
}

/** A field of a record, by its kind. */
export function FieldInput({ field, value, onChange, error }: FieldInputProps) {
  const { kind, optional } = field;
  const shared = { label: columnHead(field.name), help: field.about, error, optional, value };
  const changed = (event: { target: { value: string } }) => onChange(event.target.value);
  if (kind.type === "choice" || kind.type === "flag") {
    const options = kind.type === "choice" ? kind.of : ["true", "false"];
    const words = (one: string) => (kind.type === "flag" ? (one === "true" ? "yes" : "no") : choiceWords(one));
    return (
      <Select
        {...shared}
        placeholder={optional || value === "" ? "Not said" : undefined}
        onChange={changed}
        options={options.map((one) => ({ value: one, label: words(one) }))}
      />
    );
  }
  if (kind.type === "day") return <DateField {...shared} onChange={changed} />;
  if (kind.type === "object") return <TextArea {...shared} rows={3} onChange={changed} />;
  const isNumber = kind.type === "whole" || kind.type === "number";
  return <TextField {...shared} inputMode={isNumber ? "decimal" : undefined} onChange={changed} />;
}
