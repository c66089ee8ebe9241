import type { SourceObject } from "@headroom/core/topology/proposal/types";
import { csvLine } from "../csv/guard";
import type { RejectedCell } from "../csv/rejected";
import { byTable, cellText, columnsOf, keptFiles } from "./export/tables-text";
import { formOf, tableNamed } from "./forms";
import { fileOf } from "./load";
import { nameOfObject } from "./natural";
import { type InputFile, type NetboxReading, readNetbox } from "./read";
import { type FormsRead, readForms } from "./read-forms";

/**
 * An installation after files for its bulk import forms. `base`: all that is there, as exports would have it; `stored`: what an import has
 * read. Of the rest only what the files speak of, or what that refers to, is taken along.
 */
export function readNetboxForms(
  files: readonly InputFile[],
  base: readonly SourceObject[],
  stored: readonly SourceObject[],
): NetboxReading {
  const read = readForms(files, base);
  const others = files.filter(({ name }) => formOf(name) === undefined);
  const mixed = others.map(
    ({ name }): RejectedCell => ({
      ...{ code: "repeated_file", file: name, line: null, column: null, value: name },
      ...{ expected: "files for NetBox's import forms only", advice: "import tables and lists on their own" },
    }),
  );
  const objects = spokenOf(read, new Set(stored.map((one) => nameOfObject(one.kind, one.externalId))));
  const reading = readNetbox(keptFiles(objects));
  const rejected = [...mixed, ...read.rejected, ...inForms(reading.rejected, objects, read)];
  return {
    ...reading,
    rejected,
    ignored: [],
    // what the forms do not have is as it was
    unseen: [],
    counts: reading.counts.map((count) => {
      const rows = read.rows.get(count.table);
      const wrong = rejected.filter(({ file }) => formOf(file) === count.table).length;
      return rows === undefined
        ? { ...count, present: false, rows: 0, accepted: 0, rejected: 0, dependent: 0 }
        : {
            ...count,
            present: true,
            rows,
            accepted: Math.max(0, rows - wrong),
            rejected: Math.min(rows, wrong),
            dependent: 0,
          };
    }),
  };
}

/** What was read before, what the forms have, and all that these refer to. */
function spokenOf({ objects, origin }: FormsRead, stored: ReadonlySet<string>): readonly SourceObject[] {
  const all = new Map(objects.map((one) => [nameOfObject(one.kind, one.externalId), one]));
  const wanted = new Set<string>();
  const want = (name: string): void => {
    const one = all.get(name);
    if (one === undefined || wanted.has(name)) return;
    wanted.add(name);
    for (const [column, { references }] of Object.entries(tableNamed(one.kind).columns))
      if (references !== undefined && one.facts[column]) want(nameOfObject(references, one.facts[column]));
  };
  for (const name of all.keys()) if (stored.has(name) || origin.has(name)) want(name);
  return objects.filter((one) => wanted.has(nameOfObject(one.kind, one.externalId)));
}

/** What was refused, told in the files and lines of the forms. */
function inForms(
  rejected: readonly RejectedCell[],
  objects: readonly SourceObject[],
  { origin }: FormsRead,
): readonly RejectedCell[] {
  if (rejected.length === 0) return [];
  const lines = new Map<string, { readonly file: string; readonly line: number }>();
  for (const [kind, own] of byTable(objects)) {
    const columns = columnsOf(tableNamed(kind), own);
    let line = 2;
    for (const { externalId, facts } of own) {
      const from = origin.get(nameOfObject(kind, externalId));
      if (from !== undefined) lines.set(`${fileOf(tableNamed(kind).name)} ${line}`, from);
      line += csvLine([externalId, ...columns.map((column) => cellText(facts[column] ?? ""))]).split("\n").length - 1;
    }
  }
  return rejected.map((cell) => {
    const from = lines.get(`${cell.file} ${cell.line}`);
    return from === undefined ? cell : { ...cell, ...from, column: cell.column?.replace(/_id$/, "") ?? null };
  });
}
