import type { FleetRecord, RecordType } from "@headroom/core/topology/records/types";
import { csvLine } from "../csv/guard";
import { toCell, toJson } from "./values";

export type FleetFormat = "csv" | "json";

/** The first line of a type's CSV file: also its template. */
export const csvHeader = ({ fields }: RecordType): string => csvLine(fields.map(({ name }) => name));

const csvRecord = ({ fields }: RecordType, record: FleetRecord): string =>
  csvLine(fields.map((field, i) => toCell(field, record[i] ?? null)));

const jsonRecord = ({ fields }: RecordType, record: FleetRecord): string =>
  JSON.stringify(Object.fromEntries(fields.map(({ name, kind }, i) => [name, toJson(kind, record[i] ?? null)])));

/** The text of a type's file, piece by piece: UTF-8, LF, one record a line. The same records give the same bytes. */
export async function* fleetText(
  format: FleetFormat,
  type: RecordType,
  batches: AsyncIterable<readonly FleetRecord[]>,
): AsyncGenerator<string> {
  if (format === "csv") {
    yield csvHeader(type);
    for await (const batch of batches) yield batch.map((record) => csvRecord(type, record)).join("");
    return;
  }
  let first = true;
  for await (const batch of batches) {
    if (batch.length === 0) continue;
    yield `${first ? "[\n" : ",\n"}${batch.map((record) => jsonRecord(type, record)).join(",\n")}`;
    first = false;
  }
  yield first ? "[]\n" : "\n]\n";
}

const inWords: Readonly<Record<string, string>> = { words: "words with ; between them", object: "a JSON object" };

/** What a person needs to fill in a type's file: a line a column. */
export function templateHelp(type: RecordType): string[] {
  const wide = Math.max(...type.fields.map(({ name }) => name.length));
  return type.fields.map(({ name, kind, about, optional, initial }) => {
    const what = kind.type === "choice" ? kind.of.join(" | ") : (inWords[kind.type] ?? kind.type);
    const rest = [
      type.key.includes(name) ? "key" : "",
      optional ? "may be empty" : "",
      initial !== undefined && initial !== null && !Array.isArray(initial) ? `${initial} without the column` : "",
    ].filter((word) => word !== "");
    return `${name.padEnd(wide)}  ${what}: ${about}${rest.length > 0 ? ` (${rest.join(", ")})` : ""}`;
  });
}
