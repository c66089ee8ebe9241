import type { SourceObject } from "@headroom/core/topology/proposal/types";
import type { Columns, Table, TableName } from "./column";
import { sourceObject } from "./facts";
import { nameOfObject } from "./natural";
import { TABLES } from "./tables";

/** Numbers that objects get, by table and number (`dcim_rack/14`). */
export type Numbers = ReadonlyMap<string, string>;

/** Objects under other numbers, and with them all that refers to them. What is not in `numbers` keeps its own. */
export function withNumbers(objects: readonly SourceObject[], numbers: Numbers): SourceObject[] {
  const at = (kind: string, id: string) => numbers.get(nameOfObject(kind, id)) ?? id;
  const links = new Map(
    (TABLES as readonly Table<Columns>[]).map(({ name, columns }) => [
      name as string,
      Object.entries(columns).flatMap(([column, { references }]) =>
        references ? [[column, references] as const] : [],
      ),
    ]),
  );
  return objects.map((one) => {
    const id = at(one.kind, one.externalId);
    const refer = (links.get(one.kind) ?? []).flatMap(([column, to]) => {
      const was = one.facts[column];
      return was === undefined || at(to, was) === was ? [] : [[column, at(to, was)] as const];
    });
    if (id === one.externalId && refer.length === 0) return one;
    // the tables are known to TABLES
    return sourceObject(one.kind as TableName, id, { ...one.facts, ...Object.fromEntries(refer) });
  });
}

/** What stands before an object's number in the keys of the nouns that an import reads off it. */
export const PREFIX: Readonly<Partial<Record<TableName, string>>> = {
  dcim_region: "region",
  dcim_site: "site",
  dcim_location: "location",
  dcim_rackrole: "rackrole",
  dcim_racktype: "racktype",
  dcim_devicetype: "devicetype",
  dcim_rack: "rack",
  dcim_rackreservation: "reservation",
  dcim_device: "device",
  dcim_powerpanel: "panel",
  dcim_powerfeed: "feed",
};
const TABLE_OF: ReadonlyMap<string | undefined, string> = new Map(
  Object.entries(PREFIX).map(([table, prefix]) => [prefix, table]),
);

/** The key of the same noun once its objects have other numbers. */
export function keyWithNumbers(key: string, numbers: Numbers): string {
  const at = (table: string, id: string) => numbers.get(nameOfObject(table, id)) ?? id;
  // racktype:TYPE/HEIGHT/ROLE/...: a key of two objects
  const alike = /^racktype:([0-9]*)([^/]*\/[0-9]+\/)([0-9]*)(.*)$/s.exec(key);
  if (alike !== null) {
    const [, type = "", height = "", role = "", rest = ""] = alike;
    return `racktype:${at("dcim_racktype", type)}${height}${at("dcim_rackrole", role)}${rest}`;
  }
  return key.replace(/\b([a-z]+):([0-9]+)/g, (all, prefix: string, id: string) => {
    const table = TABLE_OF.get(prefix);
    return table === undefined ? all : `${prefix}:${at(table, id)}`;
  });
}

const IS_KEY = /^(key|.*Keys?|externalId)$/;

/** The same nouns, or an inventory, once the objects have other numbers: only keys become others. */
export function keysWithNumbers<T>(value: T, numbers: Numbers): T {
  const walk = (one: unknown, isKey: boolean): unknown => {
    if (typeof one === "string") return isKey ? keyWithNumbers(one, numbers) : one;
    if (Array.isArray(one)) return one.map((part) => walk(part, isKey));
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([name, part]) => [name, walk(part, IS_KEY.test(name))]));
  };
  // keys are texts before and after
  return walk(value, false) as T;
}
