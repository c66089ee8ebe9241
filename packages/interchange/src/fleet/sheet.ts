import { createHash } from "node:crypto";
import type { RecordType, RecordValue } from "@headroom/core/topology/records/types";
import type { RejectedCell } from "../csv/rejected";
import type { FleetRow, FleetSheet } from "./read";

/** A record from another format: the fields it has, by name. */
export interface NamedRecord {
  readonly line: number;
  readonly values: Readonly<Record<string, RecordValue>>;
}

/** Hexadecimal. */
export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Records of another format as a sheet: every one of them has the same `fields`. */
export function sheetOf(
  of: { readonly file: string; readonly sha256: string; readonly bytes: number },
  type: RecordType,
  fields: readonly string[],
  records: readonly NamedRecord[],
  rejected: readonly RejectedCell[] = [],
): FleetSheet {
  const rows = records.map(
    ({ line, values }): FleetRow => ({ line, bad: false, values: type.fields.map(({ name }) => values[name] ?? null) }),
  );
  return {
    ...of,
    type,
    fields: async () => fields,
    async *read() {
      yield { rows, rejected, read: rows.length + rejected.length };
    },
  };
}
