import type { SourceObject } from "@headroom/core/topology/proposal/types";
import { unguarded } from "../csv/guard";
import { type RejectedCell, type RejectedCode, shortened } from "../csv/rejected";
import { readTable } from "../csv/table";
import type { TableName } from "./column";
import { type CustomTypes, customFieldsOf, customValue, typesIn } from "./custom-fields";
import { sourceObject } from "./facts";
import { FORM_ORDER, Identity } from "./form-identity";
import { type FormRow, Names, writtenRow } from "./form-row";
import { FormTexts, fieldsOfForm, formOf, tableNamed } from "./forms";
import { nameOfObject } from "./natural";
import type { InputFile } from "./read";
import { RENAMED } from "./versions";

/** Objects that files for forms make of those that are there. */
export interface FormsRead {
  /** What was there, as the forms have it now, and what is new. */
  readonly objects: readonly SourceObject[];
  /** Where each object that the forms have stands in them, by table and number. */
  readonly origin: ReadonlyMap<string, { readonly file: string; readonly line: number }>;
  readonly rejected: readonly RejectedCell[];
  /** Rows by table. */
  readonly rows: ReadonlyMap<TableName, number>;
}

/** Forms have no numbers: what is new gets some that no NetBox gives. */
export const FIRST_INVENTED = 10n ** 15n;

/**
 * Reads files for NetBox's bulk import forms over what is there: a row is the object that is called so, or a new one. What it says as a form
 * would say it of that object stays as it is, to the letter; other objects stay, too. Linear in the rows and the objects.
 */
export function readForms(files: readonly InputFile[], base: readonly SourceObject[]): FormsRead {
  const objects = new Map(base.map((one) => [nameOfObject(one.kind, one.externalId), one]));
  const texts = new FormTexts(base);
  const rejected: RejectedCell[] = [];
  const origin = new Map<string, { file: string; line: number }>();
  const rows = new Map<TableName, number>();
  for (const table of FORM_ORDER) {
    const own = [...objects.values()].filter(({ kind }) => kind === table);
    let next = own.reduce(
      (most, one) => (BigInt(one.externalId) > most ? BigInt(one.externalId) : most),
      FIRST_INVENTED,
    );
    const found: FormRow[] = [];
    for (const file of files.filter(({ name }) => formOf(name) === table)) {
      const read = rowsOf(table, file, own, texts, rejected);
      rows.set(table, (rows.get(table) ?? 0) + read.total);
      for (const row of read.rows) {
        next += 1n;
        const object = row.known ?? sourceObject(table, String(next), {});
        const name = nameOfObject(table, object.externalId);
        const [first] = origin.has(name) ? [origin.get(name)!] : [];
        if (first !== undefined) {
          const expected = `each once: it is in ${first.file}, line ${first.line}`;
          rejected.push({ ...row.cell(row.identity), code: "duplicate", expected, advice: "delete one of the rows" });
          continue;
        }
        origin.set(name, { file: file.name, line: row.line });
        objects.set(name, object);
        found.push({ ...row, object });
      }
    }
    // a row may refer to a later one of its own table
    for (const { object } of found) texts.add(object);
    const names = new Names([...objects.values()], found);
    const types = typesIn(objects.values());
    for (const row of found) {
      const made = writtenRow(row, texts, names, types);
      if (made.ok) objects.set(nameOfObject(table, made.value.externalId), made.value);
      else rejected.push(made.error);
    }
    for (const { object } of found) texts.add(objects.get(nameOfObject(table, object.externalId))!);
  }
  const given = typesIn([...objects.values()].filter((one) => origin.has(nameOfObject(one.kind, one.externalId))));
  return { objects: [...objects.values()].map((one) => retyped(one, given)), origin, rejected, rows };
}

/** What earlier forms said in words, by the types that definitions give now; words that are no such value stay words. */
function retyped(one: SourceObject, types: CustomTypes): SourceObject {
  if (types.size === 0 || one.facts.custom_field_data === undefined) return one;
  let changed = false;
  const fields = [...customFieldsOf(one.facts)].map(([name, value]): [string, unknown] => {
    const read = typeof value === "string" && types.has(name) ? customValue(value, types.get(name)) : null;
    if (!read?.ok || read.value === value || read.value === null) return [name, value];
    changed = true;
    return [name, read.value];
  });
  if (!changed) return one;
  const facts = { ...one.facts, custom_field_data: JSON.stringify(Object.fromEntries(fields)) };
  return sourceObject(tableNamed(one.kind).name, one.externalId, facts);
}

interface ReadRow extends Omit<FormRow, "object"> {
  readonly known: SourceObject | null;
}

function rowsOf(
  table: TableName,
  { name: file, bytes }: InputFile,
  own: readonly SourceObject[],
  texts: FormTexts,
  rejected: RejectedCell[],
): { readonly rows: readonly ReadRow[]; readonly total: number } {
  const csv = readTable(file, bytes);
  if (!csv.ok) {
    rejected.push(csv.error);
    return { rows: [], total: 0 };
  }
  const total = csv.value.rows.length + csv.value.rejected.length;
  const header = csv.value.header.map((name) => headerNow(table, name));
  const known = new Set(["id", ...fieldsOfForm(table).map((field) => field.header)]);
  const wrong = header.filter((name, i) => !(known.has(name) || name.startsWith("cf_")) || header.indexOf(name) !== i);
  rejected.push(
    ...wrong.map((column): RejectedCell => {
      const shown = shortened(column);
      const expected = "each column of NetBox's import form, once";
      return {
        code: "unknown_column",
        file,
        line: 1,
        column: shown,
        value: shown,
        expected,
        advice: "delete the column",
      };
    }),
    ...csv.value.rejected,
  );
  if (wrong.length > 0) return { rows: [], total };
  const place = new Map(header.map((name, i) => [name, i]));
  const identity = new Identity(table, header, own, texts);
  const byId = new Map(own.map((one) => [one.externalId, one]));
  const read = csv.value.rows.map(({ line, cells }) => {
    const at = (name: string) => (place.has(name) ? unguarded(cells[place.get(name)!] ?? "") : undefined);
    return { line, at, sign: at("id") ? null : identity.sign(at) };
  });
  const wanted = new Map<string, number>();
  for (const { sign } of read) if (sign !== null) wanted.set(sign, (wanted.get(sign) ?? 0) + 1);
  const given = new Map<string, number>();
  const rows = read.flatMap(({ line, at, sign }): ReadRow[] => {
    const cell = (column: string) => ({ file, line, column, value: shortened(at(column) ?? "") });
    const refuse = (code: RejectedCode, column: string, expected: string, advice: string) => {
      rejected.push({ ...cell(column), code, expected, advice });
      return [];
    };
    const custom = header.flatMap((name) => (name.startsWith("cf_") ? [[name.slice(3), at(name) ?? ""] as const] : []));
    const row = { table, line, at, cell, custom: new Map(custom), identity: identity.needed.at(-1) ?? "name" };
    const id = at("id") ?? "";
    if (id !== "") {
      const one = byId.get(id);
      if (one !== undefined) return [{ ...row, known: one }];
      return refuse(
        "reference",
        "id",
        "the number of something that is there",
        "leave it empty: names tell which it is",
      );
    }
    if (sign === null) {
      const empty = identity.needed.find((one) => (at(one) ?? "") === "") ?? "name";
      return refuse("missing_column", empty, identity.needed.join(" and "), "fill it in: it tells which one it is");
    }
    const there = identity.called(sign);
    const rowsOfIt = wanted.get(sign) ?? 0;
    const many = there.length > 0 ? there.length !== rowsOfIt : rowsOfIt > 1 && !identity.isLoose(sign);
    if (many) {
      const expected = there.length > 1 ? `one thing that is called so: there are ${there.length}` : "each once";
      return refuse("duplicate", row.identity, expected, "give it another name, or say by its id which one it is");
    }
    const at0 = given.get(sign) ?? 0;
    given.set(sign, at0 + 1);
    return [{ ...row, known: there[at0] ?? null }];
  });
  return { rows, total };
}

/** A header under its name of today: `type` of racks became `form_factor`, `device_role` became `role`. */
function headerNow(table: TableName, name: string): string {
  const [plain = name] = name.split(".");
  const now = RENAMED[table]?.[plain] ?? RENAMED[table]?.[`${plain}_id`]?.replace(/_id$/, "");
  const fields = fieldsOfForm(table).map((field) => field.header);
  // NetBox takes `site.slug` and `site.name`, too: both are looked up
  if (/^[a-z_]+\.(name|slug|model)$/.test(name) && fields.includes(plain)) return plain;
  return now !== undefined && fields.includes(now) ? now : name;
}
