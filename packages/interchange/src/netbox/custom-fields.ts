import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { SourceObject } from "@headroom/core/topology/proposal/types";

/** By name; a field may be called `__proto__`. */
export const customFieldsOf = ({ custom_field_data }: SourceObject["facts"]): Map<string, unknown> =>
  new Map(custom_field_data === undefined ? [] : Object.entries(JSON.parse(custom_field_data)));

/** Types of custom fields by their names, as far as definitions are there. */
export type CustomTypes = ReadonlyMap<string, string>;

export const typesIn = (objects: Iterable<SourceObject>): CustomTypes => {
  const types = new Map<string, string>();
  for (const { kind, facts } of objects)
    if (kind === "extras_customfield" && facts.name && facts.type) types.set(facts.name, facts.type);
  return types;
};

/** Several of these are one cell, with commas between. */
const LISTS: ReadonlySet<string | undefined> = new Set(["multiselect", "multiobject"]);

/** A custom field's value as forms say it. */
export function customText(value: unknown, type?: string): string {
  if (value === null || value === undefined) return "";
  if (LISTS.has(type) && Array.isArray(value) && value.every((one) => !String(one).includes(",")))
    return value.map(String).join(",");
  return typeof value === "string" ? value : JSON.stringify(value);
}

const expected = (what: string, advice: string) => err({ expected: what, advice });
const isDay = (text: string): boolean => {
  const at = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
};

/**
 * The value that a form's words stand for, by the field's type; without one it is the words. Source: NetBox 4.2, extras/models/customfields.py,
 * CustomField.to_form_field.
 */
export function customValue(
  text: string,
  type: string | undefined,
): Result<unknown, { readonly expected: string; readonly advice: string }> {
  if (text === "") return ok(null);
  switch (type) {
    case "integer":
      return /^[-+]?[0-9]{1,15}$/.test(text.trim())
        ? ok(Number(text))
        : expected("a whole number", "correct the value, or the type of the field");
    case "decimal":
      return /^[-+]?[0-9]{1,15}(\.[0-9]{1,15})?$/.test(text.trim())
        ? ok(Number(text))
        : expected("a number in plain digits", "correct the value, or the type of the field");
    case "boolean":
      if (/^(true|yes|1)$/i.test(text.trim())) return ok(true);
      return /^(false|no|0)$/i.test(text.trim()) ? ok(false) : expected("true or false", "correct the value");
    case "date":
      return isDay(text.trim()) ? ok(text.trim()) : expected("a day as 2026-11-28", "correct the value");
    case "datetime":
      return isDay(text.trim().slice(0, 10)) && Number.isFinite(Date.parse(text.trim()))
        ? ok(text.trim())
        : expected("a moment as 2026-11-28T12:00:00Z", "correct the value");
    case "json":
      try {
        return ok(JSON.parse(text) as unknown);
      } catch {
        return expected("JSON", "correct the value");
      }
    case "multiselect":
      return ok(listOf(text));
    // what it refers to stands there by its number
    case "object":
      return ok(/^[1-9][0-9]{0,14}$/.test(text) ? Number(text) : text);
    case "multiobject": {
      const list = listOf(text);
      return ok(list.every((one) => /^[1-9][0-9]{0,14}$/.test(one)) ? list.map(Number) : list);
    }
    default:
      return ok(text);
  }
}

function listOf(text: string): string[] {
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list)) return list.map(String);
  } catch {
    // words with commas between
  }
  return text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}
