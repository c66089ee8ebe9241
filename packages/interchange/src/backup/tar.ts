// The little of POSIX ustar that a backup needs: plain files with short names, one after the other.

const BLOCK = 512;
/** Eleven octal digits. */
export const MAX_ENTRY_BYTES = 8 ** 11 - 1;

export interface TarEntry {
  readonly name: string;
  readonly bytes: number;
}

const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, "0")}\0`;

/** The header before an entry's content. `name` is at most 100 bytes of ASCII; `seconds` is its time. */
export function tarHeader({ name, bytes }: TarEntry, seconds: number): Buffer {
  if (name.length > 100 || bytes > MAX_ENTRY_BYTES) throw new Error(`tar cannot hold ${name} with ${bytes} bytes`);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, "ascii");
  header.write(octal(0o600, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(bytes, 11), 124);
  header.write(octal(seconds, 11), 136);
  header.write("0", 156);
  header.write("ustar\x0000", 257);
  header.write(`${sum(header).toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/** The header's own checksum counts its own eight bytes as blanks. */
function sum(header: Buffer): number {
  let total = 8 * 0x20;
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) total += header[i]!;
  return total;
}

/** Zeros up to the next block. */
export const tarPadding = (bytes: number): Buffer => Buffer.alloc((BLOCK - (bytes % BLOCK)) % BLOCK);
/** What ends an archive. */
export const tarEnd = (): Buffer => Buffer.alloc(2 * BLOCK);
export const TAR_BLOCK = BLOCK;

/** Reads a header block; "end" for one of zeros, null for anything else that is no header of ours. */
export function readTarHeader(block: Buffer): TarEntry | "end" | null {
  if (block.every((byte) => byte === 0)) return "end";
  const field = (from: number, to: number) => block.toString("latin1", from, to).replace(/[\0 ]+$/, "");
  const digits = field(124, 136);
  if (!/^[0-7]{1,11}$/.test(digits) || !/^[0-7]{1,7}$/.test(field(148, 156))) return null;
  if (Number.parseInt(field(148, 156), 8) !== sum(block) || field(257, 262) !== "ustar") return null;
  return { name: field(0, 100), bytes: Number.parseInt(digits, 8) };
}
