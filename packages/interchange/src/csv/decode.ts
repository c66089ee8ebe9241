import { isUtf8 } from "node:buffer";
import { err, ok, type Result } from "@headroom/core/foundation/result";
import { type RejectedCell, shortened } from "./rejected";

/** No table of an inventory is larger; what is, is not worth the memory of the process that would refuse it. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

const LF = 0x0a;

/**
 * The bytes of a UTF-8 text file without a byte order mark, ready for a parser that works on bytes. Refused: files over
 * `maxBytes`, UTF-16 and UTF-32 (by mark or by their NUL bytes), NUL anywhere, and anything that is not UTF-8, with the line of
 * the first bad byte. Linear in the size.
 */
export function checkUtf8(
  file: string,
  bytes: Uint8Array,
  maxBytes = MAX_FILE_BYTES,
): Result<Uint8Array, RejectedCell> {
  const refuse = (line: number | null, value: string, expected: string, advice: string) =>
    err<RejectedCell>({ code: "encoding", file, line, column: null, value: shortened(value), expected, advice });
  if (bytes.length > maxBytes) {
    const value = `${bytes.length} bytes`;
    const expected = `at most ${maxBytes} bytes`;
    return err({ code: "too_large", file, line: null, column: null, value, expected, advice: "export fewer rows" });
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return refuse(1, "UTF-16 byte order mark", "UTF-8", "save the file again as CSV UTF-8");
  }
  const text = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  const nul = text.indexOf(0);
  if (nul >= 0) {
    const wide = nul < 4 || text[nul + 2] === 0 || text[nul - 2] === 0;
    return wide
      ? refuse(lineAt(text, nul), "NUL bytes", "UTF-8", "this looks like UTF-16: save the file again as CSV UTF-8")
      : refuse(lineAt(text, nul), "a NUL byte", "text", "the file is damaged or not text: export it again");
  }
  const bad = firstInvalid(text);
  if (bad !== null) {
    const advice = "this looks like Latin-1 or Windows-1252: save the file again as CSV UTF-8";
    return refuse(bad.line, bad.shown, "UTF-8", advice);
  }
  return ok(text);
}

function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let i = bytes.indexOf(LF); i >= 0 && i < offset; i = bytes.indexOf(LF, i + 1)) line++;
  return line;
}

/** A line feed is never part of a longer UTF-8 sequence, so the line that does not decode is the one with the bad byte. */
function firstInvalid(bytes: Uint8Array): { line: number; shown: string } | null {
  if (isUtf8(bytes)) return null;
  for (let line = 1, from = 0; from <= bytes.length; line++) {
    const at = bytes.indexOf(LF, from);
    const to = at < 0 ? bytes.length : at;
    const part = bytes.subarray(from, to);
    if (!isUtf8(part)) {
      return { line, shown: new TextDecoder("windows-1252").decode(part.subarray(0, 200)) };
    }
    from = to + 1;
  }
  return null;
}
