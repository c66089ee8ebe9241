/** One thing that is wrong with a file, readable: where, what was expected, what was found. */
export interface FileFault {
  readonly file: string;
  /** Path in the file, such as `$.requests[3].racks`, or `line 4, column 7` where it is not even JSON. Empty: the whole file. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** `file: path: expected ..., found ...` on one line. */
export function faultLine(fault: FileFault): string {
  const where = fault.path === "" ? fault.file : `${fault.file}: ${fault.path}`;
  return `${where}: expected ${fault.expected}, found ${fault.found}`;
}

const LONGEST = 60;

/** A value as it may stand in a message: on one line and short. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
  // control characters and line separators would break the line, or the terminal
  const plain = text.replace(/\p{Cc}|[\u2028\u2029]/gu, "?");
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}... (${plain.length} characters)` : plain;
}
