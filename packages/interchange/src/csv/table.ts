import { err, ok, type Result } from "@headroom/core/foundation/result";
import { parse } from "csv-parse/sync";
import { checkUtf8 } from "./decode";
import { type RejectedCell, shortened } from "./rejected";

/** Longest row. A cell of ten million digits is refused before anything looks at it. */
const MAX_ROW_BYTES = 1024 * 1024;
export const MAX_ROWS = 1_000_000;

export interface CsvRow {
  /** Line of the file on which the row begins, from 1, line breaks inside cells counted. */
  readonly line: number;
  /** As many as the header has. */
  readonly cells: readonly string[];
}

export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
  /** Rows with too few or too many cells. */
  readonly rejected: readonly RejectedCell[];
}

/**
 * A CSV file (RFC 4180, comma, UTF-8, header in line 1, LF, CRLF or CR) as rows of strings, nothing trimmed. Blank lines are passed
 * over. The file as a whole is refused when it is not UTF-8, too large, empty, has an unbalanced quote or a header that repeats a
 * name. Source of the parser: csv-parse.
 */
export function readTable(file: string, bytes: Uint8Array): Result<CsvTable, RejectedCell> {
  const text = checkUtf8(file, bytes);
  if (!text.ok) return text;
  const records = parseRecords(file, text.value);
  if (!records.ok) return records;
  const [first, ...body] = records.value;
  if (first === undefined) return err(refused(file, "empty_file", null, "no line", "a header line", EXPORT_AGAIN));
  const header = first.cells;
  const repeated = header.find((name, i) => header.indexOf(name) !== i);
  if (repeated !== undefined) {
    const advice = "keep one of the columns of that name";
    return err({
      ...refused(file, "repeated_column", 1, repeated, "each column once", advice),
      column: shortened(repeated),
    });
  }
  const rows = body.filter((row) => row.cells.length === header.length);
  const rejected = body.filter((row) => row.cells.length !== header.length);
  return ok({ header, rows, rejected: rejected.map((row) => wrongCount(file, row, header, row === body.at(-1))) });
}

const EXPORT_AGAIN = "export the table again";

function parseRecords(file: string, text: Uint8Array): Result<CsvRow[], RejectedCell> {
  // The parser's own line counter takes CR and LF inside a cell for two lines: lines are counted here, from its byte offsets.
  const newline = text.includes(0x0a) ? 0x0a : 0x0d;
  const records: CsvRow[] = [];
  let end = 0;
  let line = 1;
  const startLine = (to: number) => {
    const start = line;
    for (let i = text.indexOf(newline, end); i >= 0 && i < to; i = text.indexOf(newline, i + 1)) line++;
    end = to;
    return start;
  };
  try {
    parse(Buffer.from(text.buffer, text.byteOffset, text.byteLength), {
      relax_column_count: true,
      record_delimiter: newline === 0x0a ? ["\r\n", "\n"] : ["\r"],
      max_record_size: MAX_ROW_BYTES,
      on_record: (cells: string[], context) => {
        const start = startLine(context.bytes);
        if (cells.length > 1 || cells[0] !== "") records.push({ line: start, cells });
        if (records.length > MAX_ROWS) throw new TooManyRows();
        return null;
      },
    });
  } catch (failure) {
    return err(unreadable(file, line, failure));
  }
  return ok(records);
}

class TooManyRows extends Error {}

function unreadable(file: string, line: number, failure: unknown): RejectedCell {
  if (failure instanceof TooManyRows) {
    return refused(file, "too_large", null, `over ${MAX_ROWS} rows`, `at most ${MAX_ROWS} rows`, "export fewer rows");
  }
  const code = failure instanceof Error && "code" in failure ? String(failure.code) : "";
  if (code === "CSV_MAX_RECORD_SIZE") {
    const expected = `at most ${MAX_ROW_BYTES} characters in a row`;
    return refused(file, "too_large", line, "a longer row", expected, "shorten the cell, or close its quote");
  }
  if (code === "CSV_QUOTE_NOT_CLOSED") {
    const advice = "the file looks cut off, or a quote inside a cell is not doubled: export the table again";
    return refused(file, "not_csv", line, "a quote that is never closed", "a closing quote", advice);
  }
  const advice = 'write a quote inside a cell twice ("") and put the cell in quotes';
  return refused(file, "not_csv", line, "a quote in the middle of a cell", "cells in quotes, or without any", advice);
}

function wrongCount(file: string, row: CsvRow, header: readonly string[], last: boolean): RejectedCell {
  const few = row.cells.length < header.length;
  const cutOff = "the file looks cut off: export the table again";
  const advice = few ? (last ? cutOff : "fill in the missing cells") : "put cells with commas in quotes";
  const column = few ? shortened(header[row.cells.length] ?? "") || null : null;
  const value = `${row.cells.length} cells`;
  return { ...refused(file, "column_count", row.line, value, `${header.length} cells`, advice), column };
}

function refused(
  file: string,
  code: RejectedCell["code"],
  line: number | null,
  value: string,
  expected: string,
  advice: string,
): RejectedCell {
  return { code, file, line, column: null, value: shortened(value), expected, advice };
}
