import type { Field, RecordValue } from "@headroom/core/topology/records/types";

type Json = string | number | boolean | null | readonly string[] | Record<string, unknown>;

/** A value as a form shows it. */
export function inputText(value: RecordValue): string {
  if (value === null) return "";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** What a form has, as a change of a record says it. What is no number stays a text: the answer tells what was expected. */
export function inputValue({ kind, optional }: Pick<Field, "kind" | "optional">, text: string): Json {
  const trimmed = text.trim();
  if (kind.type === "words")
    return trimmed === ""
      ? []
      : trimmed
          .split(",")
          .map((word) => word.trim())
          .filter(Boolean);
  if (trimmed === "" && (optional || kind.type !== "text")) return null;
  if (kind.type === "whole" || kind.type === "number")
    return Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
  if (kind.type === "flag") return trimmed === "true";
  if (kind.type === "object") {
    try {
      return JSON.parse(trimmed) as Record<string, unknown>;
    } catch {
      return trimmed;
    }
  }
  return kind.type === "text" ? text : trimmed;
}
