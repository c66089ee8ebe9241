import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { checkUtf8 } from "./decode";
import { type RejectedCell, shortened } from "./rejected";

/** A cell of ten million digits is refused before anything looks at it. */
const MAX_ROW_BYTES = 1024 * 1024;
const SLICE_BYTES = 1024 * 1024;

export interface CsvRecord {
  /** Line of the file on which the record begins, from 1, line breaks inside cells counted. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The file as a whole cannot be read any further. */
export class CsvFault extends Error {
  constructor(readonly cell: RejectedCell) {
    super(cell.expected);
  }
}

/**
 * The records of a CSV file (RFC 4180, comma, UTF-8, LF, CRLF or CR) one by one, the header among them, nothing trimmed, blank lines
 * passed over; for files too large to hold as strings. Throws CsvFault where the file is not UTF-8, too large, or a quote is unbalanced.
 */
export async function* csvRecords(file: string, bytes: Uint8Array, maxBytes: number): AsyncGenerator<CsvRecord> {
  const checked = checkUtf8(file, bytes, maxBytes);
  if (!checked.ok) throw new CsvFault(checked.error);
  const text = checked.value;
  const newline = text.includes(0x0a) ? 0x0a : 0x0d;
  const parser = parse({
    relax_column_count: true,
    record_delimiter: newline === 0x0a ? ["\r\n", "\n"] : ["\r"],
    max_record_size: MAX_ROW_BYTES,
    info: true,
  });
  let [line, end] = [1, 0];
  const source = Readable.from(slices(text), { objectMode: false });
  source.on("error", (cause) => parser.destroy(cause));
  try {
    for await (const { record, info } of source.pipe(parser)) {
      const start = line;
      // The parser's own line counter takes CR and LF inside a cell for two lines: they are counted from its byte offsets.
      for (let i = text.indexOf(newline, end); i >= 0 && i < info.bytes; i = text.indexOf(newline, i + 1)) line++;
      end = info.bytes;
      if (record.length > 1 || record[0] !== "") yield { line: start, cells: record };
    }
  } catch (cause) {
    throw cause instanceof CsvError ? new CsvFault(unreadable(file, line, cause.code)) : cause;
  } finally {
    source.destroy();
  }
}

function* slices(text: Uint8Array): Generator<Buffer> {
  for (let at = 0; at < text.length; at += SLICE_BYTES) {
    yield Buffer.from(text.buffer, text.byteOffset + at, Math.min(SLICE_BYTES, text.length - at));
  }
}

function unreadable(file: string, line: number, code: string): RejectedCell {
  const at = (value: string, expected: string, advice: string, kind: RejectedCell["code"] = "not_csv") => ({
    code: kind,
    file,
    line,
    column: null,
    value: shortened(value),
    expected,
    advice,
  });
  if (code === "CSV_MAX_RECORD_SIZE") {
    const expected = `at most ${MAX_ROW_BYTES} characters in a row`;
    return at("a longer row", expected, "shorten the cell, or close its quote", "too_large");
  }
  if (code === "CSV_QUOTE_NOT_CLOSED") {
    const advice = "the file looks cut off, or a quote inside a cell is not doubled: export it again";
    return at("a quote that is never closed", "a closing quote", advice);
  }
  const advice = 'write a quote inside a cell twice ("") and put the cell in quotes';
  return at("a quote in the middle of a cell", "cells in quotes, or without any", advice);
}
