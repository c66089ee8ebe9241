import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { SourceObject } from "@headroom/core/topology/proposal/types";
import type { RejectedCell } from "../csv/rejected";
import type { TableName } from "./column";
import { type CustomTypes, customFieldsOf, customText, customValue } from "./custom-fields";
import { slugOf } from "./export/words";
import { sourceObject } from "./facts";
import { FLAGS, type FormField, type FormTexts, fieldsOfForm, labelOf, tableNamed } from "./forms";
import { inGrams } from "./rest";

/** A row of a file for a form, and the object it is about. */
export interface FormRow {
  readonly table: TableName;
  readonly line: number;
  /** Text under a header; undefined: there is no such header. */
  readonly at: (header: string) => string | undefined;
  /** Custom fields by name. */
  readonly custom: ReadonlyMap<string, string>;
  /** Where it stands, for a message about a column. */
  readonly cell: (column: string) => Pick<RejectedCell, "file" | "line" | "column" | "value">;
  /** The header that tells it from others. */
  readonly identity: string;
  /** As it is there; of a new one without any facts. */
  readonly object: SourceObject;
}

/** What NetBox takes where a form says nothing. Source: NetBox 4.2, dcim/models. */
const DEFAULTS: Readonly<Partial<Record<TableName, Readonly<Record<string, string>>>>> = {
  dcim_site: { status: "active" },
  dcim_location: { status: "active" },
  dcim_rack: { status: "active", width: "19", u_height: "42", starting_unit: "1", desc_units: "f" },
  dcim_devicetype: { u_height: "1", is_full_depth: "t" },
  dcim_device: { status: "active" },
  dcim_powerfeed: {
    ...{ status: "active", type: "primary", supply: "ac", phase: "single-phase" },
    ...{ voltage: "120", amperage: "15", max_utilization: "80" },
  },
};

/** Headers that say among which things of a table a name is looked up. Source: NetBox 4.2, dcim/forms/bulk_import.py. */
const SCOPES: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  dcim_location: ["site"],
  dcim_rack: ["site", "location"],
  dcim_devicetype: ["manufacturer"],
  dcim_powerpanel: ["site"],
};
/** Columns that NetBox works out from a weight and its unit. */
const GRAMS: Readonly<Partial<Record<TableName, readonly [column: string, weight: string]>>> = {
  dcim_rack: ["_abs_max_weight", "max_weight"],
  dcim_devicetype: ["_abs_weight", "weight"],
};

/** Objects by what they are called. */
export class Names {
  readonly #byName = new Map<string, SourceObject[]>();
  readonly #rows: ReadonlyMap<SourceObject, FormRow>;

  /** `rows`: of a table that is being read: they are called as they say. */
  constructor(objects: readonly SourceObject[], rows: readonly FormRow[]) {
    this.#rows = new Map(rows.map((row) => [row.object, row]));
    for (const one of objects) {
      const row = this.#rows.get(one);
      const words = ["name", "model", "slug"].map((field) => (row?.at(field) ?? one.facts[field] ?? "").toLowerCase());
      for (const word of new Set(words)) if (word !== "") this.#put(`${one.kind} ${word}`, one);
    }
  }

  called(table: TableName, word: string): readonly SourceObject[] {
    return this.#byName.get(`${table} ${word.toLowerCase()}`) ?? [];
  }

  /** Whether what an object has under a header is called so. */
  has(one: SourceObject, field: FormField, word: string, texts: FormTexts): boolean {
    const said = this.#rows.get(one)?.at(field.header);
    return said === undefined ? isCalled(texts.meant(one, field), word) : said.toLowerCase() === word.toLowerCase();
  }

  #put(key: string, one: SourceObject): void {
    const list = this.#byName.get(key);
    if (list === undefined) this.#byName.set(key, [one]);
    else list.push(one);
  }
}

const isCalled = (one: SourceObject | undefined, word: string): boolean =>
  [labelOf(one), one?.facts.slug ?? ""].some((text) => text.toLowerCase() === word.toLowerCase());

/** The object after a row; or the first cell that does not go. `types`: of custom fields; one without is words. */
export function writtenRow(
  row: FormRow,
  texts: FormTexts,
  names: Names,
  types: CustomTypes,
): Result<SourceObject, RejectedCell> {
  const { table, at, object } = row;
  const { columns } = tableNamed(table);
  const isNew = Object.keys(object.facts).length === 0;
  const facts: Record<string, string> = isNew ? { ...DEFAULTS[table] } : { ...object.facts };
  const fields = fieldsOfForm(table);
  const same = (field: FormField) =>
    !isNew && (at(field.header) ?? texts.text(object, field)) === texts.text(object, field);
  for (const field of fields) {
    const text = at(field.header);
    if (text === undefined || field.further !== undefined) continue;
    const to = columns[field.column]?.references;
    if (to === undefined) {
      if (!same(field) && !(isNew && text === "")) facts[field.column] = stored(field.column, text);
      continue;
    }
    const scopes = (SCOPES[to] ?? []).flatMap((header) => {
      const scope = fields.find((one) => one.header === header);
      const own = fieldsOfForm(to).find((one) => one.header === header);
      return scope && own && header !== field.header ? [{ scope, own }] : [];
    });
    if (same(field) && scopes.every(({ scope }) => same(scope))) continue;
    if (text === "") {
      facts[field.column] = "";
      continue;
    }
    const found = names.called(to, text).filter((one) =>
      scopes.every(({ scope, own }) => {
        const wanted = at(scope.header) ?? "";
        return wanted === "" || names.has(one, own, wanted, texts);
      }),
    );
    const [only, ...others] = found.length > 1 ? labelled(found, text) : found;
    if (only === undefined || others.length > 0) {
      const among = scopes.flatMap(({ scope }) => (at(scope.header) ? [`${scope.header} ${at(scope.header)}`] : []));
      const where = among.length > 0 ? ` of ${among.join(", ")}` : "";
      const expected =
        only === undefined
          ? `the name of something that is there${where}`
          : `one thing of that name: there are ${found.length}`;
      return err({
        ...row.cell(field.header),
        code: "reference",
        expected,
        advice: "add it in a file of its own, or correct the name",
      });
    }
    facts[field.column] = only.externalId;
  }
  const label = facts.name ?? facts.model;
  if (isNew && Object.hasOwn(columns, "slug") && !facts.slug && label) facts.slug = slugOf(label);
  const [grams, weight] = GRAMS[table] ?? [];
  if (grams !== undefined && weight !== undefined)
    if (facts[weight] !== object.facts[weight] || facts.weight_unit !== object.facts.weight_unit)
      facts[grams] = inGrams(facts[weight], facts.weight_unit);
  const custom = customFieldsOf(object.facts);
  let noted = false;
  for (const [name, text] of row.custom) {
    const type = types.get(name);
    if (customText(custom.get(name), type) === text) continue;
    const value = customValue(text, type);
    if (!value.ok) return err({ ...row.cell(`cf_${name}`), code: "value", ...value.error });
    custom.set(name, value.value);
    noted = true;
  }
  if (noted) facts.custom_field_data = JSON.stringify(Object.fromEntries(custom));
  const said = Object.fromEntries(Object.entries(facts).filter(([, text]) => text !== ""));
  return ok(sourceObject(table, object.externalId, said));
}

/** Those that have it as their name, not as their slug. */
const labelled = (found: readonly SourceObject[], text: string): readonly SourceObject[] => {
  const named = found.filter((one) => labelOf(one).toLowerCase() === text.toLowerCase());
  return named.length > 0 ? named : found;
};

/** A cell as tables have it. */
function stored(column: string, text: string): string {
  if (column === "tags")
    return text === ""
      ? ""
      : JSON.stringify(
          [
            ...new Set(
              text
                .split(",")
                .map((tag) => tag.trim())
                .filter((tag) => tag !== ""),
            ),
          ].sort(),
        );
  if (column === "object_types" && text !== "") return JSON.stringify(text.split(",").map((one) => one.trim()));
  if (column === "units") {
    const units = text.split(",").flatMap((part) => {
      const [, from, to] = /^\s*([0-9]{1,5})\s*-\s*([0-9]{1,5})\s*$/.exec(part) ?? [];
      const size = Number(to) - Number(from) + 1;
      return from !== undefined && size > 0 && size <= 100
        ? Array.from({ length: size }, (_, i) => String(Number(from) + i))
        : [part.trim()];
    });
    return text === "" ? "" : `{${units.join(",")}}`;
  }
  if (!FLAGS.has(column)) return text;
  if (/^true$/i.test(text)) return "t";
  return /^false$/i.test(text) ? "f" : text;
}
