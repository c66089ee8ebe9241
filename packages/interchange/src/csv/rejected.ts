/** Why a file or a row was refused. Texts in other languages hang from this. */
export type RejectedCode =
  | "encoding"
  | "too_large"
  | "not_csv"
  | "empty_file"
  | "repeated_file"
  | "missing_file"
  | "unknown_column"
  | "missing_column"
  | "repeated_column"
  | "column_count"
  | "value"
  | "duplicate"
  | "reference"
  | "cycle"
  | "conflict";

/**
 * One refused row (its first bad cell), or one refused file. `line` is that of the file on which the row begins, from 1; null where
 * the file as a whole is refused. `value` is what stands there, shortened and safe to print.
 */
export interface RejectedCell {
  readonly code: RejectedCode;
  readonly file: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly value: string;
  readonly expected: string;
  readonly advice: string;
}

const SHOWN = 60;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to make visible.
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

/** The beginning of a value in one printable line: control characters as \u escapes, the full length where it was cut. */
export function shortened(value: string): string {
  // a cut may leave half of a pair, which no database keeps
  const head = value.length <= SHOWN ? value : value.slice(0, SHOWN).replace(/\p{Surrogate}$/u, "");
  const visible = head.replace(UNPRINTABLE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return value.length <= SHOWN ? visible : `${visible}… (${value.length} characters)`;
}
