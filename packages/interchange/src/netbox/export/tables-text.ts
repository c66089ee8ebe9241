import { groupBy } from "@headroom/core/topology/proposal/netbox-context";
import type { SourceObject } from "@headroom/core/topology/proposal/types";
import { csvLine, guarded } from "../../csv/guard";
import type { Columns, Table } from "../column";
import { isKept } from "../facts";
import type { InputFile } from "../read";
import { TABLES } from "../tables";

const isNumber = (text: string): boolean => /^-?[0-9]+(\.[0-9]+)?$/.test(text);

/** A cell that no spreadsheet runs; numbers are left alone. */
export const cellText = (text: string): string => (isNumber(text) ? text : guarded(text));

/** Columns of a table that are kept, in the order in which they are written; an open table has what its objects have, too. */
export function columnsOf(table: Table<Columns>, objects: readonly SourceObject[]): string[] {
  const known = [...Object.keys(table.columns), ...table.unused].filter((column) => isKept(table, column));
  if (!table.open) return known;
  const others = new Set(objects.flatMap(({ facts }) => Object.keys(facts)).filter((name) => !known.includes(name)));
  return [...known, ...[...others].sort()];
}

export const byTable = (objects: readonly SourceObject[]): ReadonlyMap<string, readonly SourceObject[]> =>
  groupBy(objects, ({ kind }) => kind);

/** Objects as the reader takes them, tags in a column of their own. */
export function keptFiles(objects: readonly SourceObject[]): InputFile[] {
  const found = byTable(objects);
  return (TABLES as readonly Table<Columns>[])
    .filter(({ name }) => !JOINS.has(name))
    .map((table) => tableFile(table, found.get(table.name) ?? [], columnsOf(table, found.get(table.name) ?? [])));
}

/** Tables that only join others: what they say is in the others' rows. */
export const JOINS: ReadonlySet<string> = new Set(["extras_taggeditem", "django_content_type"]);

export function tableFile(table: Table<Columns>, own: readonly SourceObject[], columns: readonly string[]): InputFile {
  const lines = [csvLine(["id", ...columns])];
  for (const { externalId, facts } of own) {
    lines.push(csvLine([externalId, ...columns.map((column) => cellText(facts[column] ?? ""))]));
  }
  return { name: `${table.name}.csv`, bytes: Buffer.from(lines.join("")) };
}
