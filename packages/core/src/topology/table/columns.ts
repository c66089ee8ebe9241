import { recordType } from "../records/fleet";
import type { Field, RecordType } from "../records/types";

/** A column of a type's table: a field of its records, or one of what they stand in. */
export interface TableColumn {
  readonly name: string;
  readonly kind: Field["kind"];
  readonly about: string;
  readonly optional: boolean;
  /** Part of the key of another record that this one names. */
  readonly refers: boolean;
  readonly sortable: boolean;
  /** Types to go through, link by link, to the record whose field it is; empty: a field of its own. */
  readonly through: readonly RecordType["name"][];
}

/**
 * Columns in the order of the fields, then where the thing is as far as its fields do not say it. A part of a path (datacenter, room,
 * row) alone orders nothing, as two rooms are called alike in two datacenters; the first part of a key stands for all of it.
 */
export function columnsOf(of: RecordType): readonly TableColumn[] {
  const own = of.fields.map((field): TableColumn => {
    const links = of.links.filter((link) => link.fields.includes(field.name));
    const refers = links.length > 0;
    const part = field.name !== of.key[0] && links.some((link) => link.fields.length > 1);
    const sortable = isOrdered(field.kind) && !part && !unordered[of.name]?.includes(field.name);
    return { ...shape(field), refers, sortable, through: [] };
  });
  return [...own, ...placesOf(of)];
}

const isOrdered = ({ type }: Field["kind"]): boolean => type !== "words" && type !== "object";

/** Of types with a million records: what would take an index to sort by and tells nothing in that order. */
const unordered: Partial<Record<RecordType["name"], readonly string[]>> = {
  servers: ["server_type", "start_u", "height_u", "face"],
  feeds: ["slot", "provenance"],
};

const shape = ({ name, kind, about, optional }: Field) => ({ name, kind, about, optional });

function placesOf(of: RecordType): TableColumn[] {
  const named = (name: string) => of.fields.some((field) => field.name === name);
  const place = (name: "datacenter" | "region", through: TableColumn["through"]): TableColumn => ({
    ...shape(
      (recordType(name === "region" ? "datacenters" : "racks") as RecordType).fields.find(
        (field) => field.name === name,
      ) as Field,
    ),
    refers: true,
    sortable: false,
    through,
  });
  const rack = of.links.some((link) => link.to === "racks");
  if (rack && !named("datacenter")) return [place("datacenter", ["racks"]), place("region", ["racks", "datacenters"])];
  if (of.name === "racks" || of.name === "rooms") return [place("region", ["datacenters"])];
  return [];
}

export const columnOf = (of: RecordType, name: string): TableColumn | undefined =>
  columnsOf(of).find((column) => column.name === name);

/** Columns a table shows until somebody chooses: what tells the records apart first, then the rest without what is rarely read. */
export function shownAtFirst(of: RecordType): string[] {
  const all = columnsOf(of).map(({ name }) => name);
  const rest = all.filter((name) => !of.key.includes(name) && !RARELY.has(name));
  return [...of.key, ...rest].slice(0, Math.max(of.key.length, MOST_AT_FIRST));
}

const MOST_AT_FIRST = 12;
const RARELY: ReadonlySet<string> = new Set(["provenance", "tags", "custom_fields"]);

export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}

/** `name` or `-name`, as addresses have it; null: the type has no such column, or it orders nothing. */
export function sortFrom(of: RecordType, text: string): TableSort | null {
  const descending = text.startsWith("-");
  const column = columnOf(of, descending ? text.slice(1) : text);
  return column?.sortable ? { column: column.name, descending } : null;
}

export const sortText = ({ column, descending }: TableSort): string => `${descending ? "-" : ""}${column}`;

/** Everything in the order of the key. */
export const firstSort = (of: RecordType): TableSort => ({ column: of.key[0] as string, descending: false });
