import type { FleetMapping } from "@headroom/contracts/imports";
import { err, ok, type Result } from "@headroom/core/foundation/result";
import { isNeeded } from "@headroom/core/topology/records/fleet";
import type { RecordType } from "@headroom/core/topology/records/types";
import { type RejectedCell, shortened } from "../csv/rejected";

/** What a mapping says about one file. */
export type Entry = FleetMapping[string];

/** Where the fields of a type are in a file. */
export interface Layout {
  /** Columns of the file. */
  readonly width: number;
  /** Number of its column, by field; constants are in none. */
  readonly at: ReadonlyMap<string, number>;
  readonly names: ReadonlySet<string>;
  /** Fields that have a value. */
  readonly present: ReadonlySet<string>;
}

/** Finds the fields in a header; or every column that is unknown, missing or there twice. */
export function layoutOf(
  file: string,
  type: RecordType,
  entry: Entry | undefined,
  header: readonly string[],
  line = 1,
): Result<Layout, RejectedCell[]> {
  const faults: RejectedCell[] = [];
  const refuse = (code: RejectedCell["code"], column: string, value: string, expected: string, advice: string) =>
    faults.push({ code, file, line, column: shortened(column), value: shortened(value), expected, advice });
  const columns = new Map(Object.entries(entry?.columns ?? {}));
  const ignored = new Set(entry?.ignore ?? []);
  const known = new Set(type.fields.map((field) => field.name));
  const at = new Map<string, number>();
  for (const [i, name] of header.entries()) {
    if (ignored.has(name)) continue;
    const ours = columns.get(name) ?? name;
    if (!known.has(ours)) {
      const expected = `a column of ${type.name}: ${[...known].join(", ")}`;
      refuse("unknown_column", name, name, expected, "delete it, or say in the mapping what it is");
    } else if (at.has(ours) || Object.hasOwn(entry?.constants ?? {}, ours)) {
      refuse("repeated_column", name, name, "each column once", "keep one of the columns of that name");
    } else at.set(ours, i);
  }
  for (const name of columns.keys()) {
    if (!header.includes(name))
      refuse("missing_column", name, "", "the column that the mapping names", "correct either");
  }
  const present = new Set([...at.keys(), ...Object.keys(entry?.constants ?? {})]);
  for (const field of type.fields) {
    if (isNeeded(field) && !present.has(field.name)) {
      refuse(
        "missing_column",
        field.name,
        "",
        `a column ${field.name}: ${field.about}`,
        "add it, or map a column to it",
      );
    }
  }
  return faults.length > 0 ? err(faults) : ok({ width: header.length, at, names: new Set(header), present });
}
