import { createHash, type Hash } from "node:crypto";
import type { BackupChecksums, BackupManifest } from "@headroom/contracts/backup";
import { tarEnd, tarHeader, tarPadding } from "./tar";

/** A part of a table is about so big: no more of it is held at once. */
const PART_BYTES = 4 << 20;
const NEWLINE = 0x0a;

/** Line ends: in COPY's text format each is the end of a row, and none is anything else. */
export function countRows(bytes: Buffer): number {
  let rows = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) rows++;
  return rows;
}

/** Joins chunks of rows into parts that end with a row. */
async function* parts(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes < PART_BYTES) continue;
    const all = Buffer.concat(waiting);
    const end = all.lastIndexOf(NEWLINE) + 1;
    waiting = end < all.length ? [all.subarray(end)] : [];
    bytes = all.length - end;
    if (end > 0) yield all.subarray(0, end);
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}

export const partName = (table: string, part: number) => `tables/${table}/${String(part).padStart(6, "0")}.copy`;

/**
 * The bytes of a backup, not compressed yet: a tar archive of `manifest.json`, of every table's rows in COPY's text format cut into
 * parts (`tables/NAME/000001.copy`), and of `checksums.json`. `rowsOf` is asked once for each table, in the manifest's order. Holds one
 * part at a time. `onTable` is told when a table is through; the checksums are what the generator returns.
 */
export async function* writeArchive(
  manifest: BackupManifest,
  rowsOf: (table: string) => AsyncIterable<Buffer>,
  onTable: (name: string, rows: number) => void = () => {},
): AsyncGenerator<Buffer, BackupChecksums> {
  const seconds = Math.floor(Date.parse(manifest.takenAt) / 1000);
  const whole = createHash("sha256");
  const entry = (name: string, content: Buffer) => [
    tarHeader({ name, bytes: content.length }, seconds),
    content,
    tarPadding(content.length),
  ];
  yield* hashed(entry("manifest.json", asJson(manifest)), whole);
  const tables: BackupChecksums["tables"] = [];
  for (const { name } of manifest.tables) {
    const hash = createHash("sha256");
    let [rows, bytes, part] = [0, 0, 0];
    for await (const content of parts(rowsOf(name))) {
      hash.update(content);
      rows += countRows(content);
      bytes += content.length;
      yield* hashed(entry(partName(name, ++part), content), whole);
    }
    tables.push({ name, rows, bytes, sha256: hash.digest("hex") });
    onTable(name, rows);
  }
  const checksums = { tables, whole: whole.digest("hex") };
  yield* entry("checksums.json", asJson(checksums));
  yield tarEnd();
  return checksums;
}

const asJson = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);

function* hashed(blocks: Iterable<Buffer>, hash: Hash): Generator<Buffer> {
  for (const block of blocks) {
    hash.update(block);
    yield block;
  }
}
