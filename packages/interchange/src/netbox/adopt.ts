import { groupBy } from "@headroom/core/topology/proposal/netbox-context";
import type { SourceObject } from "@headroom/core/topology/proposal/types";
import type { Columns, Table, TableName } from "./column";
import { type CustomTypes, customFieldsOf, customValue, typesIn } from "./custom-fields";
import { sourceObject } from "./facts";
import { labelOf } from "./forms";
import { NATURAL, nameOfObject } from "./natural";
import { type Numbers, withNumbers } from "./numbers";
import { FIRST_INVENTED } from "./read-forms";
import { TABLES } from "./tables";

/** A thing that forms brought under a number that was made up, and the number that its NetBox has for it. */
export interface Adoption {
  readonly kind: TableName;
  readonly from: string;
  readonly to: string;
  /** What it is called; empty: it has no name. */
  readonly name: string;
}

export interface Adopted {
  readonly adoptions: readonly Adoption[];
  readonly numbers: Numbers;
  /** What was read before, under the numbers of NetBox; custom fields that are words there have the type that they have in NetBox. */
  readonly objects: readonly SourceObject[];
}

const isInvented = ({ externalId }: SourceObject): boolean => BigInt(externalId) > FIRST_INVENTED;

/**
 * Which things of earlier forms (`stored`) things of tables or lists (`incoming`) are: those that NetBox would not have beside each other, by slug, name
 * within its place, and so on, most telling first. What several are called alike is taken in the order of numbers where there are as many on both
 * sides. Linear in the number of objects for each way to be called.
 */
export function adopt(stored: readonly SourceObject[], incoming: readonly SourceObject[]): Adopted {
  const known = new Set(stored.map((one) => nameOfObject(one.kind, one.externalId)));
  const mine = groupBy(stored.filter(isInvented), ({ kind }) => kind);
  const isNew = (one: SourceObject) => !isInvented(one) && !known.has(nameOfObject(one.kind, one.externalId));
  const theirs =
    mine.size === 0 ? new Map<string, SourceObject[]>() : groupBy(incoming.filter(isNew), ({ kind }) => kind);
  const numbers = new Map<string, string>();
  const pairs: (readonly [own: SourceObject, there: SourceObject])[] = [];
  for (const table of TABLES as readonly Table<Columns>[]) {
    let [left, open] = [mine.get(table.name) ?? [], theirs.get(table.name) ?? []];
    // a tree is known from its roots on
    for (let before = -1; before !== left.length && left.length > 0 && open.length > 0; ) {
      before = left.length;
      for (const group of NATURAL[table.name]) {
        const found = called(table, group, left, open, numbers);
        if (found.length === 0) continue;
        for (const [own, there] of found) numbers.set(nameOfObject(own.kind, own.externalId), there.externalId);
        pairs.push(...found);
        const taken = new Set(found.flat());
        [left, open] = [left, open].map((list) => list.filter((one) => !taken.has(one))) as [typeof left, typeof open];
      }
    }
  }
  const types = typesIn(incoming);
  const typed = new Map(pairs.map(([own, there]) => [own, withTypes(own, there, types)]));
  return {
    adoptions: pairs.map(([own, { externalId }]) => ({
      ...{ kind: own.kind as TableName, from: own.externalId, to: externalId, name: labelOf(own) },
    })),
    numbers,
    objects:
      pairs.length === 0
        ? stored
        : withNumbers(
            stored.map((one) => typed.get(one) ?? one),
            numbers,
          ),
  };
}

/** Pairs of those that are called the same by one group of columns. */
function called(
  table: Table<Columns>,
  group: string,
  left: readonly SourceObject[],
  open: readonly SourceObject[],
  numbers: Numbers,
): readonly (readonly [SourceObject, SourceObject])[] {
  const fields = group.split(" ");
  const keyOf = (one: SourceObject): string | null => {
    const parts: string[] = [];
    for (const field of fields) {
      const column = field.replace("?", "");
      const text = one.facts[column] ?? "";
      if (text === "" && !field.endsWith("?")) return null;
      const to = table.columns[column]?.references;
      const number = to === undefined || text === "" ? undefined : numbers.get(nameOfObject(to, text));
      // what refers to a thing that nobody knows there yet is not known either
      if (to !== undefined && text !== "" && number === undefined && BigInt(text) > FIRST_INVENTED) return null;
      parts.push(number ?? text.toLowerCase());
    }
    return JSON.stringify(parts);
  };
  const there = groupBy(open, keyOf);
  return [...groupBy(left, keyOf)].flatMap(([key, own]) => {
    const others = key === null ? [] : (there.get(key) ?? []);
    return own.length === others.length ? own.map((one, i) => [one, others[i]!] as const) : [];
  });
}

/** Forms say custom fields in words: where NetBox has a value that those words say, it is that value. */
function withTypes(own: SourceObject, there: SourceObject, types: CustomTypes): SourceObject {
  const values = customFieldsOf(there.facts);
  const fields = [...customFieldsOf(own.facts)].map(([name, value]): [string, unknown] => {
    const theirs = values.get(name);
    if (typeof value !== "string" || theirs === undefined || theirs === null) return [name, value];
    const read = customValue(value, types.get(name) ?? typeOf(theirs));
    return [name, read.ok && JSON.stringify(read.value) === JSON.stringify(theirs) ? theirs : value];
  });
  if (fields.length === 0) return own;
  const facts = { ...own.facts, custom_field_data: JSON.stringify(Object.fromEntries(fields)) };
  return sourceObject(own.kind as TableName, own.externalId, facts);
}

/** Of a value without a definition. */
function typeOf(value: unknown): string {
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "decimal";
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return "multiselect";
  return typeof value === "string" ? "text" : "json";
}
