import { createHash } from "node:crypto";
import { MAX_METERED_W, type ReadingInput } from "@headroom/contracts/power";
import { err, ok, type Result } from "@headroom/core/foundation/result";
import { type Cell, name, number, optional } from "../csv/cells";
import { unguarded } from "../csv/guard";
import { type RejectedCell, shortened } from "../csv/rejected";
import { CsvFault, csvRecords } from "../csv/stream";

const MAX_BYTES = 512 * 1024 * 1024;
const BATCH_ROWS = 10_000;

export const READING_COLUMNS = ["datacenter", "room", "device", "rack", "server", "power_w", "measured_at"] as const;
type Column = (typeof READING_COLUMNS)[number];

export interface ReadingRow {
  /** Of the file, from 1. */
  readonly line: number;
  readonly reading: ReadingInput;
}

export interface ReadingBatch {
  readonly rows: readonly ReadingRow[];
  readonly rejected: readonly RejectedCell[];
  /** Rows read so far, rejected ones too. */
  readonly read: number;
}

export interface ReadingsFile {
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  read(): AsyncGenerator<ReadingBatch, void, void>;
}

/** A moment with its offset from UTC. Seconds may be left out. */
const instant: Cell<string> = (value) => {
  const form = /^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})$/i;
  const at = value.length <= 40 && form.test(value) ? Date.parse(value.replace(" ", "T")) : Number.NaN;
  // a 30 February is taken for 2 March by the parser of dates
  const day = Number(value.slice(8, 10));
  const real = day <= new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)), 0)).getUTCDate();
  return Number.isNaN(at) || !real
    ? err({ expected: "a moment as 2026-11-23T09:15:00Z", advice: "write date, T, time, and Z or the offset from UTC" })
    : ok(new Date(at).toISOString());
};

const cells = {
  datacenter: optional(name(200)),
  room: optional(name(200)),
  device: optional(name(200)),
  rack: optional(name(200)),
  server: optional(name()),
  power_w: number(0, MAX_METERED_W),
  measured_at: instant,
} satisfies Record<Column, Cell<unknown>>;
const texts: readonly Column[] = ["datacenter", "room", "device", "rack", "server"];
const needed: readonly Column[] = ["power_w", "measured_at"];

/**
 * A CSV file of readings. A row names a server (rack, server), a rack (rack) or a power device (datacenter, room, device), and says what it
 * drew and when; columns of what is not there may be left out. Never throws for what stands in it.
 */
export function openReadings({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): ReadingsFile {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { name, bytes: bytes.length, sha256, read: () => batches(name, bytes) };
}

async function* batches(file: string, bytes: Uint8Array): AsyncGenerator<ReadingBatch, void, void> {
  let [rows, rejected, read]: [ReadingRow[], RejectedCell[], number] = [[], [], 0];
  let header: Column[] | null = null;
  try {
    for await (const { line, cells: row } of csvRecords(file, bytes, MAX_BYTES)) {
      if (header === null) {
        const found = columnsOf(file, line, row);
        if (!found.ok) return yield { rows, rejected: found.error, read };
        header = found.value;
        continue;
      }
      read += 1;
      const taken = readingOf(file, line, header, row);
      if (taken.ok) rows.push({ line, reading: taken.value });
      else rejected.push(taken.error);
      if (rows.length + rejected.length < BATCH_ROWS) continue;
      yield { rows, rejected, read };
      [rows, rejected] = [[], []];
    }
  } catch (cause) {
    if (!(cause instanceof CsvFault)) throw cause;
    rejected.push(cause.cell);
  }
  if (header === null && rejected.length === 0) {
    const [expected, advice] = ["a header line", `begin with ${READING_COLUMNS.join(",")}`];
    rejected.push({ code: "empty_file", file, line: 1, column: null, value: "nothing", expected, advice });
  }
  yield { rows, rejected, read };
}

function columnsOf(file: string, line: number, header: readonly string[]): Result<Column[], RejectedCell[]> {
  const faults: RejectedCell[] = [];
  const refuse = (code: RejectedCell["code"], column: string, expected: string, advice: string) =>
    faults.push({ code, file, line, column: shortened(column), value: shortened(column), expected, advice });
  for (const [i, column] of header.entries()) {
    if (!(READING_COLUMNS as readonly string[]).includes(column))
      refuse("unknown_column", column, `one of ${READING_COLUMNS.join(", ")}`, "rename or delete the column");
    else if (header.indexOf(column) !== i)
      refuse("repeated_column", column, "each column once", "keep one of the columns of that name");
  }
  for (const column of needed)
    if (!header.includes(column)) refuse("missing_column", column, `a column ${column}`, "add it");
  return faults.length > 0 ? err(faults) : ok(header as Column[]);
}

function readingOf(
  file: string,
  line: number,
  header: readonly Column[],
  row: readonly string[],
): Result<ReadingInput, RejectedCell> {
  const refuse = (column: Column | null, value: string, expected: string, advice: string) =>
    err<RejectedCell>({ code: "value", file, line, column, value: shortened(value), expected, advice });
  if (row.length !== header.length) {
    const advice = row.length < header.length ? "fill in the missing cells" : "put cells with commas in quotes";
    return refuse(null, `${row.length} cells`, `${header.length} cells`, advice);
  }
  const found: Partial<Record<Column, string | number | null>> = {};
  for (const [i, column] of header.entries()) {
    const raw = row[i]!;
    const cell = (cells[column] as Cell<string | number | null>)(texts.includes(column) ? unguarded(raw) : raw);
    if (!cell.ok) return refuse(column, raw, cell.error.expected, cell.error.advice);
    found[column] = cell.value;
  }
  const text = (column: Column): string => (found[column] ?? "") as string;
  const [datacenter, room, device] = [text("datacenter"), text("room"), text("device")];
  const [rack, server] = [text("rack"), text("server")];
  const said = { powerW: found.power_w as number, at: found.measured_at as string };
  if (device !== "") {
    if (rack !== "" || server !== "")
      return refuse("device", device, "a device, or a rack", "keep one of them in a row");
    if (datacenter === "") return refuse("datacenter", "", "the datacenter of the device", "fill it in");
    if (room === "") return refuse("room", "", "the room of the device", "fill it in");
    return ok({ kind: "device", datacenter, room, device, ...said });
  }
  if (rack === "") return refuse("rack", "", "a rack, or a device", "say what was measured");
  return ok(server === "" ? { kind: "rack", rack, ...said } : { kind: "server", rack, server, ...said });
}
