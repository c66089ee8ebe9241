import { recordTypes } from "../records/fleet";
import type { RecordType, RecordTypeName } from "../records/types";
import { columnOf, columnsOf } from "./columns";
import { type Condition, piecesOf } from "./filter";

/** What can stand before a colon in a search: `rack:`, `serial:`, `state:`... */
export const searchFilters = [
  "type",
  "region",
  "datacenter",
  "room",
  "row",
  "rack",
  "serial",
  "asset_tag",
  "state",
] as const;
export type SearchFilterName = (typeof searchFilters)[number];

export interface SearchText {
  /** In lower case; all of them have to be found. */
  readonly words: readonly string[];
  readonly filters: readonly { readonly name: SearchFilterName; readonly value: string }[];
}

/** Pieces with a known name and a colon are filters, the rest are words. A filter without a value asks nothing yet. */
export function searchFrom(text: string): SearchText {
  const words: string[] = [];
  const filters: { name: SearchFilterName; value: string }[] = [];
  for (const piece of piecesOf(text.toLowerCase())) {
    const [, name, value = ""] = /^([a-z_]+):(.*)$/su.exec(piece) ?? [];
    const known = searchFilters.find((one) => one === name);
    const plain = (known ? value : piece).replace(/^"|"$/g, "").replace(/\\(.)/gsu, "$1");
    if (plain === "") continue;
    if (known) filters.push({ name: known, value: plain });
    else words.push(plain);
  }
  return { words, filters };
}

/** A type that a search looks into: fields that a word may be part of, and fields that say what and where it is. */
export interface Searched {
  readonly type: RecordTypeName;
  readonly names: readonly string[];
  readonly details: readonly string[];
  /** A million of them: words are looked up by indexes. */
  readonly large?: true;
}

/** In the order of what is found. */
export const searchedTypes = [
  { type: "regions", names: ["code", "name"], details: ["geography"] },
  { type: "datacenters", names: ["code", "name"], details: ["region", "zone"] },
  { type: "rooms", names: ["code", "name"], details: ["datacenter"] },
  { type: "racks", names: ["code", "serial"], details: ["rack_type", "datacenter"], large: true },
  { type: "servers", names: ["name", "serial", "asset_tag"], details: ["server_type", "rack"], large: true },
  { type: "power_devices", names: ["code"], details: ["kind", "datacenter", "room"] },
  { type: "rack_types", names: ["code", "name"], details: ["family"] },
  { type: "server_types", names: ["code", "name"], details: ["family"] },
  { type: "device_types", names: ["model", "slug", "part_number"], details: ["manufacturer"] },
] as const satisfies readonly Searched[];

/** A search's filters as conditions of a type; null: it has nothing that they ask. */
export function conditionsOf(of: RecordType, filters: SearchText["filters"]): readonly Condition[] | null {
  const all: Condition[] = [];
  for (const { name, value } of filters) {
    const found = name === "type" ? ofType(of, value) : name === "state" ? inState(of, value) : named(of, name, value);
    if (found === null) return null;
    all.push(...found);
  }
  return all;
}

function named(of: RecordType, name: string, value: string): Condition[] | null {
  // `rack:` finds racks, too: a rack's own name is its code
  const column = of.noun === name && columnOf(of, "code") ? "code" : name;
  return columnOf(of, column)?.kind.type === "text" ? [{ column, is: "begins", text: value }] : null;
}

/** `type:server` says which records; `type:c5` which kind of rack or server. */
function ofType(of: RecordType, value: string): Condition[] | null {
  if (recordTypes.some(({ name, noun }) => name === value || noun === value))
    return of.name === value || of.noun === value ? [] : null;
  const column = ["server_type", "rack_type", "kind"].find((name) => columnOf(of, name));
  if (!column) return null;
  const { kind } = columnOf(of, column)!;
  return kind.type === "choice" ? chosen(column, kind.of, value) : [{ column, is: "begins", text: value }];
}

/** Any of its choices: where it is in its life, what ails it. */
function inState(of: RecordType, value: string): Condition[] | null {
  for (const { name, kind } of columnsOf(of)) {
    const found = kind.type === "choice" && name !== "kind" ? chosen(name, kind.of, value) : null;
    if (found) return found;
  }
  return null;
}

function chosen(column: string, of: readonly string[], value: string): Condition[] | null {
  const values = of.filter((one) => one.startsWith(value.replaceAll(" ", "_")));
  return values.length > 0 ? [{ column, is: "one_of", values }] : null;
}
