import { err, ok, type Result } from "../../foundation/result";
import type { FieldKind, RecordType } from "../records/types";
import { columnOf, type TableColumn } from "./columns";

/** What one column has to be. Conditions of different columns, and several of one, hold together. Texts are compared in any case. */
export type Condition =
  | { readonly column: string; readonly is: "one_of"; readonly values: readonly string[] }
  | { readonly column: string; readonly is: "begins" | "contains"; readonly text: string }
  /** Both ends included; a missing one is open. Days as their text. */
  | { readonly column: string; readonly is: "between"; readonly from: string | null; readonly to: string | null }
  | { readonly column: string; readonly is: "empty" | "filled" };

export type ConditionKind = Condition["is"];

/** What can be asked of a column, the usual first. */
export function asked({ kind, optional }: Pick<TableColumn, "kind" | "optional">): readonly ConditionKind[] {
  const maybe: readonly ConditionKind[] = optional ? ["empty", "filled"] : [];
  switch (kind.type) {
    case "text":
      return ["contains", "begins", "one_of", ...maybe];
    case "whole":
    case "number":
    case "day":
      return ["between", ...maybe];
    case "choice":
    case "flag":
      return ["one_of", ...maybe];
    case "words":
      return ["one_of"];
    case "object":
      return ["contains", ...maybe];
  }
}

/** Conditions as people type them and addresses have them, with a space between two. */
export const filterText = (filter: readonly Condition[]): string => filter.map(conditionText).join(" ");

/**
 * `state:failed,offline` is one of; `name~web` contains; `name^web` begins with; `start_u:2..10`, `start_u:2..` and `installed_on:..2026-01-01`
 * lie between; `serial=` is empty, `serial!=` is filled. What has a space, a comma or a quote stands in quotes.
 */
export function conditionText(condition: Condition): string {
  const { column } = condition;
  switch (condition.is) {
    case "one_of":
      return `${column}:${condition.values.map(quotedText).join(",")}`;
    case "begins":
      return `${column}^${quotedText(condition.text)}`;
    case "contains":
      return `${column}~${quotedText(condition.text)}`;
    case "between":
      return `${column}:${condition.from ?? ""}..${condition.to ?? ""}`;
    case "empty":
      return `${column}=`;
    case "filled":
      return `${column}!=`;
  }
}

const quotedText = (text: string): string =>
  text === "" || /[\s,"\\]/u.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : text;

/** Why a condition cannot be asked: the piece, and what would be right. */
export interface FilterFault {
  readonly piece: string;
  readonly expected: string;
}

/** The conditions of a text; the first fault otherwise. Empty text: none. */
export function filterFrom(of: RecordType, text: string): Result<readonly Condition[], FilterFault> {
  const conditions: Condition[] = [];
  for (const piece of piecesOf(text)) {
    const read = conditionFrom(of, piece);
    if (!read.ok) return read;
    conditions.push(read.value);
  }
  return ok(conditions);
}

/** Divided at spaces outside of quotes. */
export function piecesOf(text: string): string[] {
  return text.match(/(?:"(?:\\.|[^"\\])*"?|[^\s"])+/gu) ?? [];
}

const SHAPE = /^([a-z][a-z0-9_]*)(!=|=|:|~|\^)(.*)$/su;

function conditionFrom(of: RecordType, piece: string): Result<Condition, FilterFault> {
  const [, name = "", operator = "", rest = ""] = SHAPE.exec(piece) ?? [];
  const column = columnOf(of, name);
  if (!column) return err({ piece, expected: `a column of ${of.name} with a condition, as ${of.key[0]}~text` });
  const read = withOperator(column, operator, rest);
  if (read === null || !asked(column).includes(read.is)) return err({ piece, expected: expectedOf(column) });
  return checked(column, read) ? ok(read) : err({ piece, expected: expectedOf(column) });
}

function withOperator({ name, kind }: TableColumn, operator: string, rest: string): Condition | null {
  if (operator === "=" || operator === "!=")
    return rest === "" ? { column: name, is: operator === "=" ? "empty" : "filled" } : null;
  if (operator === "~" || operator === "^") {
    const [text, more] = valuesOf(rest);
    if (text === undefined || text === "" || more !== undefined) return null;
    return { column: name, is: operator === "~" ? "contains" : "begins", text };
  }
  if (kind.type === "whole" || kind.type === "number" || kind.type === "day") {
    const [from = "", to = from, more] = rest.split("..");
    if (rest === "" || rest === ".." || more !== undefined) return null;
    return { column: name, is: "between", from: from || null, to: to || null };
  }
  const values = valuesOf(rest);
  return values.length === 0 ? null : { column: name, is: "one_of", values };
}

/** Values with commas between them, each in quotes or not. */
function valuesOf(text: string): string[] {
  if (text === "") return [];
  return [...text.matchAll(/(?:"((?:\\.|[^"\\])*)"?|([^,]*))(?:,|$)/gsu)]
    .slice(0, text.endsWith(",") ? undefined : -1)
    .map(([, inQuotes, plain]) => (inQuotes === undefined ? (plain ?? "") : inQuotes.replace(/\\(.)/gsu, "$1")));
}

const MOST_VALUES = 100;

/** Whether the values are ones of the column's kind. */
function checked({ kind }: TableColumn, condition: Condition): boolean {
  if (condition.is === "one_of") {
    const { values } = condition;
    if (values.length > MOST_VALUES) return false;
    if (kind.type === "choice") return values.every((value) => kind.of.includes(value));
    return kind.type !== "flag" || values.every((value) => value === "true" || value === "false");
  }
  if (condition.is !== "between") return true;
  const { from, to } = condition;
  return [from, to].every((end) => end === null || (kind.type === "day" ? isDay(end) : isNumber(kind, end)));
}

const isNumber = (kind: FieldKind, text: string): boolean =>
  /^-?\d{1,15}(\.\d{1,9})?$/.test(text) &&
  (kind.type !== "whole" || (!text.includes(".") && Math.abs(Number(text)) < 2 ** 31));

export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number) ?? [];
  if (!year || !month || !day || month > 12) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

function expectedOf({ name, kind }: TableColumn): string {
  switch (kind.type) {
    case "text":
      return `${name}~part, ${name}^beginning or ${name}:exactly`;
    case "whole":
      return `${name}:2..10, whole numbers`;
    case "number":
      return `${name}:2..10`;
    case "day":
      return `${name}:2026-01-01..2026-12-31`;
    case "choice":
      return `${name}: one or more of ${kind.of.join(", ")}`;
    case "flag":
      return `${name}:true or ${name}:false`;
    case "words":
      return `${name}:word`;
    case "object":
      return `${name}~part`;
  }
}
