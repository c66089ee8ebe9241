import type { FleetMapping } from "@headroom/contracts/imports";
import { isNeeded, recordType } from "@headroom/core/topology/records/fleet";
import type { FleetRecord, RecordType, RecordValue } from "@headroom/core/topology/records/types";
import { checkUtf8, MAX_FILE_BYTES } from "../csv/decode";
import { type RejectedCell, shortened } from "../csv/rejected";
import { CsvFault, csvRecords } from "../csv/stream";
import { jsonElements } from "./json-elements";
import { type Entry, type Layout, layoutOf } from "./layout";
import { sha256 } from "./sheet";
import { fromCell, fromJson } from "./values";

/** Read piece by piece; a million servers are about 150 MB. */
export const MAX_CSV_BYTES = 512 * 1024 * 1024;
const BATCH_ROWS = 5_000;

export interface FleetFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface FleetRow {
  /** Of the file, from 1. */
  readonly line: number;
  /** By the type's fields; null also for what the file does not have or what was rejected. */
  readonly values: FleetRecord;
  /** Something in it was rejected: it is kept so that others may refer to it. */
  readonly bad: boolean;
}

export interface FleetBatch {
  readonly rows: readonly FleetRow[];
  readonly rejected: readonly RejectedCell[];
  /** Records read so far, rejected ones too. */
  readonly read: number;
}

/** A file that holds records of one type. */
export interface FleetSheet {
  readonly file: string;
  readonly type: RecordType;
  /** Of the file's bytes, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** Its rows in order, in batches; and once, before them, which fields of the type it has (null: its head was rejected). */
  read(): AsyncGenerator<FleetBatch, void, void>;
  fields(): Promise<readonly string[] | null>;
}

const baseOf = (name: string): string => name.split(/[/\\]/).at(-1) ?? name;

/** What a file is by its name or the mapping; null: nothing of the fleet format. */
export function openFleetFile({ name, bytes }: FleetFile, mapping: FleetMapping = {}): FleetSheet | null {
  const file = baseOf(name);
  const entry: Entry | undefined = Object.hasOwn(mapping, file) ? mapping[file] : undefined;
  const [, stem = "", ext = ""] = /^(.*)\.(csv|json)$/i.exec(file) ?? [];
  const type = recordType(entry?.type ?? stem.toLowerCase());
  if (!type || ext === "") return null;
  const source = { file, bytes, type, entry };
  const rows = ext.toLowerCase() === "json" ? jsonRows : csvRows;
  return {
    file,
    type,
    sha256: sha256(bytes),
    bytes: bytes.length,
    read: () => batches(rows(source)),
    async fields() {
      for await (const item of rows(source)) return "fields" in item ? item.fields : null;
      return null;
    },
  };
}

interface Source {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly type: RecordType;
  readonly entry: Entry | undefined;
}

/** The first item tells the fields; others are rows, or what rejects a row or the file. */
type Item =
  | { readonly fields: readonly string[] }
  | { readonly row: FleetRow | null; readonly rejected: readonly RejectedCell[] };

async function* batches(items: AsyncIterable<Item>): AsyncGenerator<FleetBatch, void, void> {
  let [rows, rejected, read]: [FleetRow[], RejectedCell[], number] = [[], [], 0];
  for await (const item of items) {
    if ("fields" in item) continue;
    read += 1;
    if (item.row) rows.push(item.row);
    rejected.push(...item.rejected);
    if (rows.length + rejected.length < BATCH_ROWS) continue;
    yield { rows, rejected, read };
    [rows, rejected] = [[], []];
  }
  yield { rows, rejected, read };
}

/** A row of cells or of JSON values; `raw(at)` is what stands there, undefined: nothing does. */
function toRow(
  { file, type, entry }: Source,
  line: number,
  present: ReadonlySet<string>,
  take: (field: RecordType["fields"][number]) => { raw: string; value: ReturnType<typeof fromCell> } | undefined,
): Item {
  const rejected: RejectedCell[] = [];
  const values: RecordValue[] = type.fields.map((field) => {
    if (!present.has(field.name)) return null;
    const constant = entry?.constants[field.name];
    const taken = constant === undefined ? take(field) : { raw: constant, value: fromCell(field, constant) };
    const { raw, value } = taken ?? { raw: "", value: fromJson(field, null) };
    if (value.ok) return value.value;
    const column = theirs(entry, field.name);
    rejected.push({ code: "value", file, line, column, value: shortened(raw), ...value.error });
    return null;
  });
  const keyed = type.key.every((name) => {
    const at = type.fields.findIndex((field) => field.name === name);
    return values[at] !== null || type.fields[at]!.optional;
  });
  return { row: rejected.length === 0 || keyed ? { line, values, bad: rejected.length > 0 } : null, rejected };
}

const theirs = (entry: Entry | undefined, ours: string): string =>
  Object.entries(entry?.columns ?? {}).find(([, to]) => to === ours)?.[0] ?? ours;

async function* csvRows(source: Source): AsyncGenerator<Item> {
  const { file, bytes, type, entry } = source;
  let layout: Layout | null = null;
  const lone = (rejected: RejectedCell): Item => ({ row: null, rejected: [rejected] });
  try {
    for await (const { line, cells } of csvRecords(file, bytes, MAX_CSV_BYTES)) {
      if (layout === null) {
        const read = layoutOf(file, type, entry, cells);
        if (!read.ok) return yield* read.error.map(lone);
        layout = read.value;
        yield { fields: [...layout.present] };
      } else if (cells.length !== layout.width) {
        const few = cells.length < layout.width;
        const advice = few ? "fill in the missing cells; the file may be cut off" : "put cells with commas in quotes";
        const expected = `${layout.width} cells`;
        const [code, value] = ["column_count" as const, `${cells.length} cells`];
        yield lone({ code, file, line, column: null, value, expected, advice });
      } else {
        const { at, present } = layout;
        yield toRow(source, line, present, (field) => {
          const raw = cells[at.get(field.name) ?? -1];
          return raw === undefined ? undefined : { raw, value: fromCell(field, raw) };
        });
      }
    }
  } catch (cause) {
    if (!(cause instanceof CsvFault)) throw cause;
    return yield lone(cause.cell);
  }
  if (layout === null) {
    const advice = "export the file again, or begin with the template";
    yield lone({
      code: "empty_file",
      file,
      line: null,
      column: null,
      value: "no line",
      expected: "a header line",
      advice,
    });
  }
}

async function* jsonRows(source: Source): AsyncGenerator<Item> {
  const { file, bytes, type, entry } = source;
  const lone = (rejected: RejectedCell): Item => ({ row: null, rejected: [rejected] });
  const text = checkUtf8(file, bytes, MAX_FILE_BYTES);
  if (!text.ok) return yield lone(text.error);
  const elements = jsonElements(file, new TextDecoder().decode(text.value));
  if (!Array.isArray(elements)) return yield lone(elements);
  let layout: Layout | null = null;
  for (const { line, value } of elements) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      const shown = shortened(JSON.stringify(value) ?? "");
      const advice = "write each record as { }";
      yield lone({ code: "value", file, line, column: null, value: shown, expected: "an object", advice });
      continue;
    }
    // an object from a file may have a key like __proto__: nothing is looked up that is not its own
    const own = new Map(Object.entries(value));
    if (layout === null) {
      const read = layoutOf(file, type, entry, [...own.keys()], line);
      if (!read.ok) return yield* read.error.map(lone);
      layout = read.value;
      yield { fields: [...layout.present] };
    }
    const { names, present } = layout;
    const strange = [...own.keys()].find((name) => !names.has(name));
    if (strange !== undefined) {
      const column = shortened(strange);
      const expected = "the same names in every record";
      const advice = "take the name out, or give it to the first record, too";
      yield lone({ code: "unknown_column", file, line, column, value: column, expected, advice });
      continue;
    }
    yield toRow(source, line, present, (field) => {
      const name = theirs(entry, field.name);
      if (!own.has(name)) return undefined;
      const raw = own.get(name);
      return { raw: typeof raw === "string" ? raw : (JSON.stringify(raw) ?? ""), value: fromJson(field, raw) };
    });
  }
  if (layout === null) yield { fields: type.fields.filter(isNeeded).map(({ name }) => name) };
}
