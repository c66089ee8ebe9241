import { gunzipSync } from "node:zlib";
import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { FileFault } from "./fault";

/** Largest text that is read, bytes: larger than any campus, smaller than what a crafted archive could unfold to. */
const LARGEST = 512 * 2 ** 20;

const startsWith = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, i) => bytes[i] === byte);

/** The text of a file of UTF-8 JSON, plain or gzip (told by its first bytes, not by its name). */
export function textOf(file: string, bytes: Uint8Array): Result<string, FileFault> {
  const fault = (expected: string, found: string) => err({ file, path: "", expected, found });
  let plain = bytes;
  if (startsWith(bytes, 0xfd, 0x37, 0x7a, 0x58, 0x5a))
    return fault("plain or gzip JSON", "an xz archive (decompress it first: xz -d)");
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return fault("plain or gzip JSON", "a zip archive");
  if (startsWith(bytes, 0x1f, 0x8b)) {
    try {
      plain = gunzipSync(bytes, { maxOutputLength: LARGEST });
    } catch (cause) {
      const large = cause instanceof RangeError;
      return fault("a whole gzip archive", large ? `more than ${LARGEST} bytes in it` : "a damaged or cut one");
    }
  }
  if (plain.length > LARGEST) return fault(`at most ${LARGEST} bytes`, `${plain.length} bytes`);
  if (plain.length === 0) return fault("JSON", "an empty file");
  if (startsWith(plain, 0xff, 0xfe) || startsWith(plain, 0xfe, 0xff))
    return fault("UTF-8", "UTF-16 (save the file as UTF-8)");
  if (startsWith(plain, 0xef, 0xbb, 0xbf)) return fault("UTF-8 without a byte order mark", "a byte order mark");
  try {
    return ok(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plain));
  } catch {
    return fault("UTF-8", "bytes that are not UTF-8 (perhaps Latin-1 or a binary file)");
  }
}
