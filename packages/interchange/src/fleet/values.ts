import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { Field, FieldKind, RecordValue } from "@headroom/core/topology/records/types";
import { type Cell, type CellProblem, oneOf, text } from "../csv/cells";
import { guarded, unguarded } from "../csv/guard";

const wrong = (expected: string, advice: string) => err<CellProblem>({ expected, advice });

/** The text of a cell for a value; null is an empty cell. Numbers keep all their digits. */
export function toCell({ kind }: Pick<Field, "kind">, value: RecordValue): string {
  if (value === null) return "";
  if (Array.isArray(value)) return guarded(value.map(escapedWord).join(";"));
  return kind.type === "text" ? guarded(String(value)) : String(value);
}

/** A value as JSON has it. */
export const toJson = ({ type }: FieldKind, value: RecordValue): unknown =>
  type === "object" && typeof value === "string" ? JSON.parse(value) : value;

/** The value of a cell. An empty one is null where the field is optional. */
export function fromCell({ kind, optional }: Field, cell: string): Result<RecordValue, CellProblem> {
  if (cell === "" && optional) return ok(null);
  if (kind.type === "words") return wordsOf(unguarded(cell));
  if (kind.type === "object") return parsedObject(cell);
  return readers[kind.type](kind as never)(kind.type === "text" ? unguarded(cell) : cell);
}

/** The value of a JSON value: numbers, booleans and lists as themselves, texts as they are, null for nothing. */
export function fromJson(field: Field, value: unknown): Result<RecordValue, CellProblem> {
  const { kind, optional } = field;
  if (value === null || value === undefined || value === "") {
    if (optional) return ok(null);
    if (value !== "") return wrong("a value", "fill it in");
  }
  if (kind.type === "words") {
    const list = Array.isArray(value) && value.every((word) => typeof word === "string");
    return list ? checkedWords(value as string[]) : wrong("a list of texts", 'write it as ["eu", "gdpr"]');
  }
  if (kind.type === "object") return objectOf(value);
  const wanted =
    kind.type === "whole" || kind.type === "number" ? "number" : kind.type === "flag" ? "boolean" : "string";
  const article = { number: "a number", boolean: "true or false", string: "a text" } as const;
  if (typeof value !== wanted) return wrong(article[wanted], `write it as ${article[wanted]}`);
  return readers[kind.type](kind as never)(String(value));
}

type KindOf<T extends FieldKind["type"]> = Extract<FieldKind, { type: T }>;

const readers: { [T in Exclude<FieldKind["type"], "words" | "object">]: (kind: KindOf<T>) => Cell<RecordValue> } = {
  text: ({ max, blank, trimmed }) => {
    const inner = text(max);
    return (value) => {
      if (!blank && value.trim() === "") return wrong("a code or name", "fill it in");
      if (trimmed && /^ | $/.test(value)) return wrong("a name without spaces around it", "delete the spaces");
      // half of a pair is no character, and no database keeps it
      if (/\p{Surrogate}/u.test(value)) return wrong("whole characters", "delete the broken character");
      return inner(value);
    };
  },
  whole: ({ min, max }) => numeral(min, max, 1),
  number: ({ min, max, step }) => numeral(min, max, step),
  flag: () => (value) => {
    const word = value.toLowerCase();
    if (word === "true" || word === "t") return ok(true);
    return word === "false" || word === "f" ? ok(false) : wrong("true or false", "write true or false");
  },
  day: () => (value) => {
    const at = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
    const real = !Number.isNaN(at) && new Date(at).toISOString().startsWith(value) && !value.startsWith("0000");
    return real ? ok(value) : wrong("a day as 2026-11-23", "write year, month and day with hyphens");
  },
  choice: ({ of }) => oneOf(of),
};

/** Plain digits, or with an exponent as JSON writes very large and very small numbers. */
function numeral(min: number, max: number, step?: number): Cell<number> {
  const kind = step === 1 ? "a whole number" : step === undefined ? "a number" : `a multiple of ${step}`;
  const problem = wrong(`${kind} from ${min} to ${max}`, "write it in plain digits, with a point and no unit");
  return (value) => {
    if (value.length > 32 || !/^[+-]?[0-9]+(\.[0-9]*)?(e[+-]?[0-9]{1,3})?$/i.test(value)) return problem;
    const parsed = Number(value);
    if (!(parsed >= min && parsed <= max) || (step !== undefined && !Number.isInteger(parsed / step))) return problem;
    return ok(parsed === 0 ? 0 : parsed);
  };
}

const LONGEST_LIST = 1_000;

function checkedWords(list: readonly string[]): Result<readonly string[], CellProblem> {
  if (list.length > LONGEST_LIST) return wrong(`at most ${LONGEST_LIST} words`, "shorten the list");
  const word = readers.text({ type: "text", max: 255, blank: true });
  for (const one of list) {
    const checked = word(one);
    if (!checked.ok) return checked;
  }
  return ok(list);
}

/** Words stand with ; between them; a backslash makes ; and \ part of a word, and \- stands for a word without characters. */
const escapedWord = (word: string): string => (word === "" ? "\\-" : word.replace(/[\\;]/g, "\\$&"));

function wordsOf(cell: string): Result<readonly string[], CellProblem> {
  if (cell === "") return ok([]);
  const list = [""];
  for (let i = 0; i < cell.length; i++) {
    const c = cell[i]!;
    const last = list.length - 1;
    if (c === ";") list.push("");
    else if (c !== "\\") list[last] += c;
    else if (cell[i + 1] === "\\" || cell[i + 1] === ";") list[last] += cell[++i]!;
    else if (cell[i + 1] === "-") i++;
    else return wrong("words with ; between them", "write a backslash twice");
  }
  return checkedWords(list);
}

const LONGEST_OBJECT = 100_000;
const DEEPEST_OBJECT = 16;
const noObject = wrong("a JSON object", 'write it as {"name": "value"}');

function parsedObject(cell: string): Result<RecordValue, CellProblem> {
  try {
    return objectOf(JSON.parse(cell));
  } catch {
    return noObject;
  }
}

/** An object as the text of its JSON; null for one that says nothing. */
export function objectOf(value: unknown): Result<string | null, CellProblem> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return noObject;
  if (!keeps(value, 0)) {
    return wrong(
      "an object that a database keeps",
      "leave out broken characters, NUL and numbers without end, and nest less deep",
    );
  }
  const text = JSON.stringify(value);
  if (text.length > LONGEST_OBJECT) return wrong(`at most ${LONGEST_OBJECT} characters`, "shorten it");
  return ok(text === "{}" ? null : text);
}

/** jsonb has no NUL, no half of a pair and no endless number. */
function keeps(value: unknown, depth: number): boolean {
  if (typeof value === "string") return !/\0|\p{Surrogate}/u.test(value);
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  return depth < DEEPEST_OBJECT && Object.entries(value).every(([k, v]) => keeps(k, depth) && keeps(v, depth + 1));
}
