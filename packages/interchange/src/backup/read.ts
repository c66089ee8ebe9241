import { createHash } from "node:crypto";
import {
  BACKUP_FORMAT,
  BACKUP_FORMAT_VERSION,
  type BackupChecksums,
  type BackupManifest,
  backupChecksums,
  backupManifest,
} from "@headroom/contracts/backup";
import { Bytes, CutOff } from "./bytes";
import { readTarHeader, TAR_BLOCK, type TarEntry } from "./tar";
import { countRows, partName } from "./write";

/** Why a file cannot be used. `table`: the one whose rows were being read; null before and after them. */
export type BackupFault =
  | { readonly kind: "not_a_backup" }
  | { readonly kind: "newer_format"; readonly version: number; readonly known: number }
  | { readonly kind: "cut_off"; readonly table: string | null }
  | { readonly kind: "damaged"; readonly table: string | null };

export class BrokenBackup extends Error {
  constructor(readonly fault: BackupFault) {
    super(`broken backup: ${fault.kind}`);
  }
}

/** What is read, in this order: the manifest, rows of the tables in its order, and, when all of it was found true, the checksums. */
export type BackupPiece =
  | { readonly kind: "manifest"; readonly manifest: BackupManifest }
  | { readonly kind: "rows"; readonly table: string; readonly bytes: Buffer }
  | { readonly kind: "checksums"; readonly checksums: BackupChecksums };

/** Nobody writes a manifest of such a size. */
const MAX_JSON_BYTES = 64 << 20;

/**
 * Reads an unpacked backup and checks every byte of it on the way: nothing is true before the last piece has come. Throws BrokenBackup.
 * Holds no more than the chunks it is given.
 */
export async function* readArchive(chunks: AsyncIterable<Buffer>): AsyncGenerator<BackupPiece> {
  const where: { table: string | null; begun: boolean } = { table: null, begun: false };
  try {
    yield* pieces(new Bytes(chunks), where);
  } catch (cause) {
    if (cause instanceof BrokenBackup) throw cause;
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    if (cause instanceof CutOff || code === "Z_BUF_ERROR")
      throw new BrokenBackup(where.begun ? { kind: "cut_off", table: where.table } : { kind: "not_a_backup" });
    if (code.startsWith("Z_"))
      throw new BrokenBackup(where.begun ? { kind: "damaged", table: where.table } : { kind: "not_a_backup" });
    throw cause;
  }
}

async function* pieces(bytes: Bytes, where: { table: string | null; begun: boolean }): AsyncGenerator<BackupPiece> {
  const damaged = (): never => {
    throw new BrokenBackup({ kind: "damaged", table: where.table });
  };
  const whole = createHash("sha256");
  const header = async () => {
    const block = await bytes.take(TAR_BLOCK);
    return { block, entry: readTarHeader(block) };
  };
  const json = async ({ bytes: length }: TarEntry) => {
    if (length > MAX_JSON_BYTES) damaged();
    const content = await bytes.take(length);
    return { content, padding: await bytes.take(paddingOf(length)) };
  };

  const first = await header();
  if (first.entry === null || first.entry === "end" || first.entry.name !== "manifest.json")
    throw new BrokenBackup({ kind: "not_a_backup" });
  where.begun = true;
  const head = await json(first.entry);
  const manifest = parseManifest(head.content) ?? damaged();
  for (const block of [first.block, head.content, head.padding]) whole.update(block);
  yield { kind: "manifest", manifest };

  let next = await header();
  const found: BackupChecksums["tables"] = [];
  for (const table of manifest.tables) {
    where.table = table.name;
    const hash = createHash("sha256");
    let [rows, length, part] = [0, 0, 0];
    while (isEntry(next.entry) && next.entry.name === partName(table.name, part + 1)) {
      part++;
      whole.update(next.block);
      for await (const chunk of bytes.upTo(next.entry.bytes)) {
        whole.update(chunk);
        hash.update(chunk);
        rows += countRows(chunk);
        length += chunk.length;
        yield { kind: "rows", table: table.name, bytes: chunk };
      }
      whole.update(await bytes.take(paddingOf(next.entry.bytes)));
      next = await header();
    }
    if (rows !== table.rows) damaged();
    found.push({ name: table.name, rows, bytes: length, sha256: hash.digest("hex") });
  }

  where.table = null;
  if (!isEntry(next.entry) || next.entry.name !== "checksums.json") return damaged();
  const tail = await json(next.entry);
  const checksums = parsed(tail.content, (value) => backupChecksums.parse(value)) ?? damaged();
  const same = JSON.stringify(checksums) === JSON.stringify({ tables: found, whole: whole.digest("hex") });
  const end = [...tail.padding, ...(await bytes.take(2 * TAR_BLOCK))];
  if (!same || end.some((byte) => byte !== 0) || !(await bytes.ended())) damaged();
  yield { kind: "checksums", checksums };
}

const isEntry = (entry: TarEntry | "end" | null): entry is TarEntry => entry !== null && entry !== "end";
const paddingOf = (length: number) => (TAR_BLOCK - (length % TAR_BLOCK)) % TAR_BLOCK;

function parsed<T>(content: Buffer, parse: (value: unknown) => T): T | null {
  try {
    return parse(JSON.parse(content.toString("utf8")));
  } catch {
    return null;
  }
}

/** A later format is told apart from damage by the two fields that never change. */
function parseManifest(content: Buffer): BackupManifest | null {
  const value = parsed(content, (it) => it as { format?: unknown; formatVersion?: unknown } | null);
  const version = value?.formatVersion;
  if (value?.format === BACKUP_FORMAT && typeof version === "number" && version > BACKUP_FORMAT_VERSION)
    throw new BrokenBackup({ kind: "newer_format", version, known: BACKUP_FORMAT_VERSION });
  return backupManifest.safeParse(value).data ?? null;
}
