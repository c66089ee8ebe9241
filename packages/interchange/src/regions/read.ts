import { err, ok, type Result } from "@headroom/core/foundation/result";
import { fieldOf, recordType } from "@headroom/core/topology/records/fleet";
import { type RejectedCell, shortened } from "../csv/rejected";
import { readTable } from "../csv/table";
import type { FleetSheet } from "../fleet/read";
import { type NamedRecord, sha256, sheetOf } from "../fleet/sheet";
import { fromCell } from "../fleet/values";

const NEEDED = [
  "id",
  "provider",
  "display_name",
  "country",
  "country_code",
  "city",
  "latitude",
  "longitude",
  "continent",
];
/** No provider has more; a number with a zero too many is not a thousand zones. */
const MOST_ZONES = 50;

/**
 * A table of cloud regions (columns as in the cloud regions data set: id, provider, display_name, country, country_code, city, latitude,
 * longitude, continent, availability_zones): each becomes a region under its id, tagged with its country, provider and kind, and a zone for
 * each of its availability zones. One without coordinates is refused.
 */
export function readRegions(file: string, bytes: Uint8Array): Result<readonly FleetSheet[], readonly RejectedCell[]> {
  const table = readTable(file, bytes);
  if (!table.ok) return err([table.error]);
  const { header, rows } = table.value;
  const missing = NEEDED.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    return err(
      missing.map((column) => ({
        ...{ code: "missing_column" as const, file, line: 1, column, value: "" },
        ...{ expected: `a column ${column}`, advice: "take the table as it was published" },
      })),
    );
  }
  const type = recordType("regions")!;
  const [regions, zones]: NamedRecord[][] = [[], []];
  const rejected: RejectedCell[] = [...table.value.rejected];
  for (const { line, cells } of rows) {
    const at = (name: string) => cells[header.indexOf(name)] ?? "";
    const values: Record<string, NamedRecord["values"][string]> = {};
    const wrong = (["code", "name", "latitude", "longitude"] as const).find((name) => {
      const column = { code: "id", name: "display_name", latitude: "latitude", longitude: "longitude" }[name];
      const read = fromCell(fieldOf(type, name), at(column));
      if (read.ok) values[name] = read.value;
      else rejected.push({ code: "value", file, line, column, value: shortened(at(column)), ...read.error });
      return !read.ok;
    });
    if (wrong !== undefined) continue;
    values.geography = [at("continent"), at("country"), at("city")].filter((word) => word !== "").join(" / ");
    values.compliance_tags = [...new Set([at("country_code"), at("provider"), at("region_type")])]
      .map((word) => word.trim().toLowerCase())
      .filter((word) => word !== "");
    regions!.push({ line, values });
    const count = Number(at("availability_zones") || 0);
    if (!Number.isInteger(count) || count < 0 || count > MOST_ZONES) {
      const expected = `a whole number from 0 to ${MOST_ZONES}`;
      const column = "availability_zones";
      rejected.push({
        code: "value",
        file,
        line,
        column,
        value: shortened(at(column)),
        expected,
        advice: "correct it",
      });
      continue;
    }
    for (let zone = 1; zone <= count; zone++) {
      // lines tell the rows of a file apart
      const code = String(zone);
      zones!.push({
        line: line * (MOST_ZONES + 1) + zone,
        values: { region: values.code!, code, name: `Zone ${code}` },
      });
    }
  }
  const of = { file, sha256: sha256(bytes), bytes: bytes.length };
  const fields = ["code", "name", "geography", "latitude", "longitude", "compliance_tags"];
  return ok([
    sheetOf(of, type, fields, regions!, rejected),
    sheetOf({ ...of, file: `${file} (zones)` }, recordType("zones")!, ["region", "code", "name"], zones!),
  ]);
}
