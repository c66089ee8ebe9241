import { err, ok, type Result } from "@headroom/core/foundation/result";

/** What a cell should have held, and what to do about it. */
export interface CellProblem {
  readonly expected: string;
  readonly advice: string;
}

/** Reads one cell. Lengths are checked before anything else looks at the text. */
export type Cell<T> = (text: string) => Result<T, CellProblem>;

const wrong = (expected: string, advice: string) => err<CellProblem>({ expected, advice });

/** Any text of at most `max` characters; empty allowed. Markup is text like any other; control characters are not. */
export function text(max: number): Cell<string> {
  return (value) => {
    if (value.length > max) return wrong(`at most ${max} characters`, "shorten it");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for; tab, CR and LF may stay.
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(value)) {
      return wrong("text without control characters", "delete the control character");
    }
    return ok(value);
  };
}

/** One line of text that is not blank. */
export function name(max = 255): Cell<string> {
  const inner = text(max);
  return (value) => {
    const checked = inner(value);
    if (!checked.ok) return checked;
    if (value.trim() === "") return wrong("a name", "fill it in");
    return /[\r\n\t]/.test(value) ? wrong("one line of text", "delete the line break or tab") : ok(value);
  };
}

/** A numeric id as its digits. */
export const id: Cell<string> = (value) =>
  /^[1-9][0-9]{0,18}$/.test(value)
    ? ok(value)
    : wrong("an id: a whole number from 1", "write the number in plain digits");

export const slug: Cell<string> = (value) =>
  value.length <= 100 && /^[A-Za-z0-9_-]+$/.test(value)
    ? ok(value)
    : wrong("letters, digits, - and _, at most 100", "write it without other characters");

/** A decimal number in plain notation between the limits, `step` apart. */
export function number(min: number, max: number, step?: number): Cell<number> {
  const kind = step === 1 ? "a whole number" : step === undefined ? "a number" : `a multiple of ${step}`;
  const problem = wrong(`${kind} from ${min} to ${max}`, "write it in plain digits, with a point and no unit");
  return (value) => {
    if (value.length > 24 || !/^[+-]?[0-9]+(\.[0-9]*)?$/.test(value)) return problem;
    const parsed = Number(value);
    if (parsed < min || parsed > max) return problem;
    return step !== undefined && !Number.isInteger(parsed / step) ? problem : ok(parsed);
  };
}

/** PostgreSQL's t and f, or true and false. */
export const bool: Cell<boolean> = (value) => {
  if (value === "t" || value === "true" || value === "True") return ok(true);
  if (value === "f" || value === "false" || value === "False") return ok(false);
  return wrong("t or f", "write t or f");
};

export function oneOf<const T extends string>(values: readonly T[]): Cell<T> {
  return (value) => {
    const found = values.find((known) => known === value);
    return found === undefined ? wrong(values.join(", "), "write one of these") : ok(found);
  };
}

/** `inner`, or null for an empty cell. */
export function optional<T>(inner: Cell<T>): Cell<T | null> {
  return (value) => (value === "" ? ok(null) : inner(value));
}

/** `inner`, or `fallback` for an empty cell. */
export function defaulted<T>(inner: Cell<T>, fallback: T): Cell<T> {
  return (value) => (value === "" ? ok(fallback) : inner(value));
}

/** Whole numbers in the form of a PostgreSQL array, `{1,2,3}`, each once, in ascending order afterwards; at least one. */
export function numberSet(min: number, max: number, most: number): Cell<readonly number[]> {
  const one = number(min, max, 1);
  const problem = wrong(
    `whole numbers from ${min} to ${max} as {1,2,3}, each once`,
    "list every number once in braces",
  );
  return (value) => {
    if (value.length > most * 8 || !/^\{[0-9, ]+\}$/.test(value)) return problem;
    const parsed = value
      .slice(1, -1)
      .split(",")
      .map((part) => one(part.trim()));
    const numbers = parsed.flatMap((part) => (part.ok ? [part.value] : []));
    if (numbers.length !== parsed.length || numbers.length > most) return problem;
    return new Set(numbers).size === numbers.length ? ok(numbers.sort((a, b) => a - b)) : problem;
  };
}
