import type { Field, FieldKind, Link, RecordTypeName, RecordValue } from "./types";

/** What the planner's model takes: watts, kilograms, ports. */
const MOST = 1_000_000_000;
/** Keys are indexed: longer ones would not fit a page of the index. */
const LONGEST_KEY = 255;
const LONGEST_TEXT = 10_000;

type Rest = Partial<Pick<Field, "initial" | "column" | "optional">>;

const field = (name: string, kind: FieldKind, about: string, { column = name, ...rest }: Rest = {}): Field => ({
  name,
  kind,
  about,
  optional: rest.optional ?? false,
  ...(rest.initial === undefined ? {} : { initial: rest.initial }),
  column,
});

const KEY = { type: "text", max: LONGEST_KEY, blank: false } as const;

/** A code or name by which others refer to it. */
export const key = (name: string, about: string): Field => field(name, KEY, about);
/** A name that stands for a thing of its own, which spaces around it must not tell apart. */
export const name = (called: string, about: string): Field => field(called, { ...KEY, trimmed: true }, about);
/** A part of the key of something else: kept as a link. */
export const ref = (name: string, about: string): Field => field(name, KEY, about, { column: null });
export const refNumber = (name: string, about: string): Field =>
  field(name, { type: "whole", min: 1, max: MOST }, about, { column: null });
export const label = (name: string, about: string): Field =>
  field(name, { type: "text", max: LONGEST_TEXT, blank: true }, about);
export const whole = (name: string, about: string, min = 0, initial?: RecordValue, max = MOST): Field =>
  field(name, { type: "whole", min, max }, about, { initial });
export const number = (name: string, about: string, initial?: number, min = 0, max = 1e15): Field =>
  field(name, { type: "number", min, max }, about, { initial });
/** Rack units, halves too. */
export const halves = (name: string, about: string, min: number): Field =>
  field(name, { type: "number", min, max: 100, step: 0.5 }, about);
export const flag = (name: string, about: string, initial: boolean): Field =>
  field(name, { type: "flag" }, about, { initial });
export const day = (name: string, about: string): Field => field(name, { type: "day" }, about);
export const words = (name: string, about: string): Field => field(name, { type: "words" }, about, { initial: [] });
export const choice = (name: string, about: string, sqlType: string, of: readonly string[], initial?: string): Field =>
  field(name, { type: "choice", of, sqlType }, about, { initial });

/** The same field, but it may say nothing. */
export const maybe = (inner: Field): Field => ({ ...inner, optional: true, initial: inner.initial ?? null });

/** What people say of a thing in words of their own, and what other systems know of it (NetBox's tags and custom fields). */
export const notes: readonly Field[] = [
  words("tags", "words to find it by"),
  maybe(field("custom_fields", { type: "object" }, "what its people note beside the columns, by name")),
];

/** Whether somebody recorded the thing or an import assumed it. */
export const provenance: Field = choice(
  "provenance",
  "recorded, or assumed by an import",
  "provenance",
  ["recorded", "assumed"],
  "recorded",
);

export const link = (to: RecordTypeName, column: string | null, fields: string, optional = false): Link => ({
  to,
  column,
  fields: fields.split(" "),
  optional,
});
