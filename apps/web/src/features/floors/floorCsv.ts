import type { FloorTableRow } from "@headroom/ui/floor/FloorTable";
import type { CsvValue } from "@headroom/ui/format/csv";
import { type DeviceRow, deviceKind } from "./deviceRows";
import { tableUnits } from "./floorRows";
import type { FloorMetric } from "./floorScene";

interface File {
  header: string[];
  rows: CsvValue[][];
}

/** The rows of the floor's table; the unit is in the names of the columns. */
export function rowsCsv(rows: readonly FloorTableRow[], metric: FloorMetric): File {
  const { column } = tableUnits[metric];
  return {
    header: [
      "row",
      "racks",
      "free",
      "feeds",
      `used_${column}`,
      `planned_${column}`,
      `held_${column}`,
      `limit_${column}`,
      "stranded_by",
    ],
    rows: rows.map((row) => [
      row.label,
      row.racks,
      row.free,
      row.feeds,
      row.used,
      row.planned ?? 0,
      row.held ?? 0,
      row.limit,
      row.strandedBy.join(" "),
    ]),
  };
}

/** Every power device, watts as they are kept. */
export const devicesCsv = (rows: readonly DeviceRow[]): File => ({
  header: ["device", "kind", "under", "now_w", "limit_w", "failed", "after_w", "failover_limit_w"],
  rows: rows.map((row) => [
    row.code,
    deviceKind(row.kind),
    row.parent,
    row.nowW,
    row.limitW,
    row.failed,
    row.afterW,
    row.afterLimitW,
  ]),
});
