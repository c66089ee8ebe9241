import { digest } from "@headroom/core/foundation/digest";
import type { SourceObject } from "@headroom/core/topology/proposal/types";
import type { Columns, Table, TableName } from "./column";
import type { Loaded } from "./load";
import { isBookkeeping } from "./versions";

/** Whether a column is given back by an export: what NetBox computes itself is not. */
export const isKept = (table: Table<Columns>, column: string): boolean =>
  column !== "id" && (Object.hasOwn(table.columns, column) || !isBookkeeping(column));

/** Decimals of the database: 12.50 and 12.5 are one. */
const DECIMALS: ReadonlySet<string> = new Set([
  "weight",
  "max_weight",
  "latitude",
  "longitude",
  "outer_width",
  "outer_depth",
  "outer_height",
]);

const plain = (column: string, text: string): string =>
  DECIMALS.has(column) && /^-?[0-9]+\.[0-9]*$/.test(text) ? text.replace(/\.?0*$/, "") : text;

function written(value: unknown): string {
  if (typeof value === "boolean") return value ? "t" : "f";
  if (!Array.isArray(value)) return value === null || value === undefined ? "" : String(value);
  if (value.length === 0) return "";
  return typeof value[0] === "number" ? `{${value.join(",")}}` : JSON.stringify(value);
}

/** What a row says, by column: one text for one meaning, whatever file it came in. Columns that say nothing are not there. */
export function factsOf(
  table: Table<Columns>,
  header: readonly string[],
  value: Readonly<Record<string, unknown>>,
  raw: (column: string) => string,
): Record<string, string> {
  const facts: Record<string, string> = {};
  const put = (column: string, text: string) => {
    if (text !== "") facts[column] = text;
  };
  for (const column of Object.keys(table.columns))
    if (column !== "id") put(column, plain(column, written(value[column])));
  for (const column of header) {
    if (!isKept(table, column) || Object.hasOwn(table.columns, column)) continue;
    const text = raw(column);
    if (text !== "{}" && text !== "[]") put(column, plain(column, text));
  }
  return facts;
}

/** The accepted rows of a table, whole. */
export const objectsOf = <R>({ name, rows }: Loaded<R>): SourceObject[] =>
  [...rows].map(([externalId, { facts }]) => sourceObject(name, externalId, facts));

export function sourceObject(
  kind: TableName,
  externalId: string,
  facts: Readonly<Record<string, string>>,
): SourceObject {
  const ordered = Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { kind, externalId, facts: ordered, digest: digest(ordered) };
}
