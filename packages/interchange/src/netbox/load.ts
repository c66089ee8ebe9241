import { unguarded } from "../csv/guard";
import { type RejectedCell, type RejectedCode, shortened } from "../csv/rejected";
import { readTable } from "../csv/table";
import type { Columns, RowOf, Table, TableName } from "./column";
import { factsOf } from "./facts";
import { KEPT_ONLY } from "./tables";
import { isBookkeeping, renamed, saysSomething } from "./versions";

export interface ReadOptions {
  /** Columns that NetBox 4.2 does not have: refuse the file (default), or read on and say so in `warnings`. */
  readonly unknownColumns?: "reject" | "warn";
}

/** What was refused so far, and what was only noticed. */
export interface Findings {
  readonly rejected: RejectedCell[];
  readonly warnings: RejectedCell[];
  /** Columns that are kept for exports and not shown, and in how many rows they say something. */
  readonly lossy: { readonly table: TableName; readonly column: string; readonly rows: number }[];
}

export interface LoadedRow<R> {
  readonly line: number;
  readonly value: R;
  /** What stands in a column, as in the file. */
  readonly raw: (column: string) => string;
  /** All that is kept of it, by column. */
  readonly facts: Record<string, string>;
}

/** A table on its way through the checks: rows leave `rows` when they, or something they refer to, are refused. */
export interface Loaded<R> {
  readonly name: TableName;
  readonly file: string;
  readonly state: "read" | "absent" | "unreadable";
  readonly rows: Map<string, LoadedRow<R>>;
  /** Ids that occur, refused or not. */
  readonly seen: ReadonlySet<string>;
  /** Rows in the file without the header. */
  readonly total: number;
  readonly counts: { rejected: number; dependent: number };
}

export function fileOf(name: TableName): string {
  return `${name}.csv`;
}

/** Takes a row out and says why. `column` is where the reader of the message should look. */
export function reject<R>(
  loaded: Loaded<R>,
  id: string,
  code: RejectedCode,
  column: string,
  expected: string,
  advice: string,
  findings: Findings,
): void {
  const row = loaded.rows.get(id);
  if (row === undefined) return;
  loaded.rows.delete(id);
  loaded.counts.rejected++;
  const { file } = loaded;
  findings.rejected.push({ code, file, line: row.line, column, value: shortened(row.raw(column)), expected, advice });
}

/** Reads one table, cell by cell: header, cells, ids and unique columns are checked, references are not yet. */
export function loadTable<C extends Columns>(
  table: Table<C>,
  bytes: Uint8Array | undefined,
  options: ReadOptions,
  findings: Findings,
  tagsOf: (id: string) => readonly string[] = () => [],
): Loaded<RowOf<C>> {
  const file = fileOf(table.name);
  const nothing = { name: table.name, file, rows: new Map(), seen: new Set<string>(), total: 0 };
  const counts = { rejected: 0, dependent: 0 };
  if (bytes === undefined) return { ...nothing, state: "absent", counts };
  const csv = readTable(file, bytes);
  if (!csv.ok) {
    findings.rejected.push(csv.error);
    return { ...nothing, state: "unreadable", counts };
  }
  const header = renamed(table.name, csv.value.header);
  if (!checkHeader(table, header, options, findings)) {
    const total = csv.value.rows.length + csv.value.rejected.length;
    return { ...nothing, state: "unreadable", total, counts: { rejected: 0, dependent: total } };
  }
  findings.rejected.push(...csv.value.rejected);
  counts.rejected += csv.value.rejected.length;
  const at = new Map(header.map((column, i) => [column, i]));
  const rows = new Map<string, LoadedRow<RowOf<C>>>();
  const seen = new Set<string>();
  const taken = new Map<string, number>();
  for (const { line, cells } of csv.value.rows) {
    const raw = (column: string) => unguarded(cells[at.get(column) ?? -1] ?? "");
    const refuse = (code: RejectedCode, column: string, expected: string, advice: string) => {
      counts.rejected++;
      findings.rejected.push({ code, file, line, column, value: shortened(raw(column)), expected, advice });
    };
    const id = raw("id");
    if (seen.has(id)) {
      refuse("duplicate", "id", "each id once", "delete one of the two rows");
      continue;
    }
    if (table.columns.id?.cell(id).ok) seen.add(id);
    const value: Record<string, unknown> = {};
    const bad = Object.entries(table.columns).find(([column, { cell }]) => {
      const parsed = cell(raw(column));
      if (parsed.ok) value[column] = parsed.value;
      else refuse("value", column, parsed.error.expected, parsed.error.advice);
      return !parsed.ok;
    });
    if (bad !== undefined) continue;
    const tags = tagsOf(id);
    if (tags.length > 0)
      value.tags = [...new Set([...((value.tags as readonly string[] | undefined) ?? []), ...tags])].sort();
    const clash = table.unique.find((group) => taken.has(uniqueKey(group, raw)));
    if (clash !== undefined) {
      const other = taken.get(uniqueKey(clash, raw));
      const expected = `another ${clash.join(" and ")} than in line ${other}`;
      refuse("duplicate", clash.at(-1) ?? "id", expected, "change one of the two");
      continue;
    }
    for (const group of table.unique) taken.set(uniqueKey(group, raw), line);
    // Every column of C was parsed by its own cell reader just above.
    rows.set(id, { line, value: value as RowOf<C>, raw, facts: factsOf(table, header, value, raw) });
  }
  for (const [i, column] of header.entries()) {
    if (Object.hasOwn(table.columns, column) || isBookkeeping(column) || KEPT_ONLY.has(table.name)) continue;
    const said = csv.value.rows.filter(({ cells }) => saysSomething(cells[i] ?? "")).length;
    if (said > 0) findings.lossy.push({ table: table.name, column, rows: said });
  }
  const total = csv.value.rows.length + csv.value.rejected.length;
  return { name: table.name, file, state: "read", rows, seen, total, counts };
}

function uniqueKey(group: readonly string[], raw: (column: string) => string): string {
  return JSON.stringify([group[0], ...group.map(raw)]);
}

function checkHeader<C extends Columns>(
  table: Table<C>,
  header: readonly string[],
  options: ReadOptions,
  findings: Findings,
): boolean {
  const file = fileOf(table.name);
  const at = (code: RejectedCode, column: string, expected: string, advice: string): RejectedCell => {
    const shown = shortened(column);
    return { code, file, line: 1, column: shown, value: shown, expected, advice };
  };
  const missing = Object.entries(table.columns)
    .filter(([column, { needed }]) => needed && !header.includes(column))
    .map(([column]) => ({ ...at("missing_column", column, `a column ${column}`, "export it too"), value: "" }));
  const unknown = (table.open ? [] : header)
    .filter((column) => !Object.hasOwn(table.columns, column) && !table.unused.includes(column))
    .map((column) => at("unknown_column", column, "a column of NetBox 4.2", "delete the column"));
  const tolerated = options.unknownColumns === "warn";
  findings.warnings.push(...(tolerated ? unknown : []));
  findings.rejected.push(...missing, ...(tolerated ? [] : unknown));
  return missing.length === 0 && (tolerated || unknown.length === 0);
}
