import type { FleetMapping } from "@headroom/contracts/imports";
import { recordType, recordTypes } from "@headroom/core/topology/records/fleet";

/** What a person says about one file: the type of its records ("" not yet), and our name of each column that has another. */
export interface FileMapping {
  file: string;
  type: string;
  /** As the file has them; null: they could not be read here, and the check will say why. */
  header: readonly string[] | null;
  /** By the file's column; "": passed over. */
  columns: Readonly<Record<string, string>>;
}

/** The cells of the first line of a CSV text; null where its quotes are not in order. JSON and the like have none. */
export function headerOf(text: string): readonly string[] | null {
  const body = text.replace(/^\uFEFF/, "");
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;
  for (;;) {
    const found = cell.exec(body);
    if (!found) return null;
    cells.push(found[1] === undefined ? (found[2] ?? "") : found[1].replaceAll('""', '"'));
    if (found[3] !== ",") return cells;
  }
}

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");

/** What can be told from a file's name and header. */
export function guess(file: string, header: readonly string[] | null): FileMapping {
  const stem = plain(file.replace(/\.[^.]*$/, ""));
  const type = recordTypes.find(({ name, noun }) => name === stem || noun === stem)?.name ?? "";
  return guessColumns({ file, type, header, columns: {} });
}

/** The same for a type that a person has chosen: columns that differ from ours in spelling only. */
export function guessColumns(mapping: FileMapping): FileMapping {
  const ours = new Set(recordType(mapping.type)?.fields.map(({ name }) => name));
  const header = mapping.header ?? [];
  const free = new Set([...ours].filter((name) => !header.includes(name)));
  const columns: Record<string, string> = {};
  for (const name of header) {
    if (ours.has(name)) continue;
    const same = plain(name);
    columns[name] = free.delete(same) ? same : "";
  }
  return { ...mapping, columns };
}

/** Columns of a type that the file has no column for yet, and needs. */
export function missingColumns({ type, header, columns }: FileMapping): readonly string[] {
  const has = new Set([...(header ?? []), ...Object.values(columns)]);
  const fields = header === null ? [] : (recordType(type)?.fields ?? []);
  return fields.filter(({ name, initial }) => initial === undefined && !has.has(name)).map(({ name }) => name);
}

/** What the check is told: only of files whose name or columns do not speak for themselves. */
export function toMapping(files: readonly FileMapping[]): FleetMapping {
  return Object.fromEntries(
    files.flatMap(({ file, type, columns }) => {
      const named = file.replace(/\.(csv|json)$/i, "").toLowerCase() === type;
      const strange = Object.entries(columns);
      if (type === "" || (named && strange.length === 0)) return [];
      const entry = {
        type,
        columns: Object.fromEntries(strange.filter(([, ours]) => ours !== "")),
        ignore: strange.filter(([, ours]) => ours === "").map(([theirs]) => theirs),
        constants: {},
      };
      return [[file, entry] as const];
    }),
  );
}
