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
  return oneLine(`${where}: expected ${fault.expected}, found ${fault.found}`);
}

/** Text of a file as it may stand on a terminal: what would break the line or steer the terminal, and half of a pair that a cut left, becomes a question mark. */
export function oneLine(text: string): string {
  return text.replace(/\p{Cc}|\p{Surrogate}|[\u2028\u2029]/gu, "?");
}

const LONGEST = 60;

/** A value as it may stand in a message: on one line and short. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
  return clipped(text, LONGEST);
}

/** Text on one line and cut where it is longer than a message may be. */
export function clipped(text: string, longest = 200): string {
  const plain = oneLine(text.length > longest ? text.slice(0, longest) : text);
  return text.length > longest ? `${plain}... (${text.length} characters)` : plain;
}
