import { recordTypes } from "@headroom/core/topology/records/fleet";
import type { RecordType, RecordTypeName } from "@headroom/core/topology/records/types";
import { recordPath, tablePath } from "@headroom/core/topology/table/address";
import { type Condition, filterText } from "@headroom/core/topology/table/filter";

type Key = readonly (string | number | null)[];

export interface Reference {
  readonly type: RecordTypeName;
  readonly href: string;
  /** How the table of the type is filtered to it. */
  readonly filter: string;
  /** The field by which it refers, where several of the type do. */
  readonly by: string;
}

/** Tables of what refers to a record: each filtered to the records that name it. */
export function referrers(of: RecordType, key: Key): Reference[] {
  return recordTypes.flatMap((type) =>
    type.links
      .filter((link) => link.to === of.name && link.column !== null)
      .map((link) => {
        const conditions = link.fields.map((column, i): Condition => {
          const value = String(key[i] ?? "");
          const { kind } = type.fields.find(({ name }) => name === column)!;
          return kind.type === "text"
            ? { column, is: "one_of", values: [value] }
            : { column, is: "between", from: value, to: value };
        });
        const filter = filterText(conditions);
        return { type: type.name, filter, href: tablePath(type.name, filter), by: link.fields.at(-1)! };
      }),
  );
}

/** Page of the record that a field is the last part of the name of; null: it names none. */
export function refersTo(of: RecordType, name: string, value: (field: string) => unknown): string | null {
  const link = of.links.find((one) => one.fields.at(-1) === name);
  if (!link) return null;
  const key = link.fields.map((field) => value(field) as string | number | null);
  return key.some((part) => part === null || part === undefined) ? null : recordPath(link.to, key);
}

/** Its page among floors, racks and regions, where it has one. */
export function drawnAt(type: RecordTypeName, key: Key): { href: string; label: string } | null {
  const code = encodeURIComponent(String(key[0]));
  if (type === "racks") return { href: `/racks/${code}`, label: "Elevation" };
  if (type === "datacenters") return { href: `/floors/${code}`, label: "Floor" };
  if (type === "regions") return { href: `/regions/${code}`, label: "Region" };
  if (type === "servers") return { href: `/racks/${code}`, label: "Rack" };
  return null;
}
