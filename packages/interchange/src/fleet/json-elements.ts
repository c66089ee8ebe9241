import { type RejectedCell, shortened } from "../csv/rejected";

export interface JsonElement {
  readonly line: number;
  /** What JSON.parse makes of it. */
  readonly value: unknown;
}

/** The elements of a JSON list with the line on which each begins; or what keeps the text from being one. Linear. */
export function jsonElements(file: string, text: string): JsonElement[] | RejectedCell {
  const found: JsonElement[] = [];
  let [line, at, counted] = [1, 0, 0];
  const lineAt = (to: number) => {
    for (let i = text.indexOf("\n", counted); i >= 0 && i < to; i = text.indexOf("\n", i + 1)) line++;
    counted = to;
    return line;
  };
  const refuse = (expected: string, advice: string): RejectedCell => {
    const value = at >= text.length ? "the end of the file" : shortened(text.slice(at, at + 40));
    return { code: "value", file, line: lineAt(at), column: null, value, expected, advice };
  };
  const space = () => {
    while (at < text.length && " \n\r\t".includes(text[at]!)) at++;
  };
  space();
  if (text[at] !== "[") return refuse("a list: [", "put the records into one list");
  at++;
  space();
  if (text[at] === "]") at++;
  else
    for (;;) {
      space();
      const begin = at;
      at = endOfValue(text, at);
      const start = lineAt(begin);
      try {
        found.push({ line: start, value: JSON.parse(text.slice(begin, at)) });
      } catch {
        at = begin;
        return refuse("a JSON object", "correct the JSON here, or export the file again");
      }
      space();
      if (text[at] === "]") {
        at++;
        break;
      }
      if (text[at] !== ",") return refuse(", or ]", "the file looks cut off: export it again");
      at++;
    }
  space();
  return at < text.length ? refuse("the end of the file", "delete what stands behind the list") : found;
}

/** Where the value that begins at `at` ends: at a comma or bracket outside of any string or inner bracket. */
function endOfValue(text: string, at: number): number {
  let depth = 0;
  for (; at < text.length; at++) {
    const c = text[at]!;
    if (c === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === "\\") at++;
    } else if (c === "{" || c === "[") depth++;
    else if ((c === "}" || c === "]") && depth > 0) depth--;
    else if (depth === 0 && (c === "," || c === "]")) break;
  }
  return Math.min(at, text.length);
}
