import type { CsvValue } from "@headroom/ui/format/csv";
import type { RoomRack } from "./roomRacks";

/** The racks of the table, units in the names of the columns. */
export function roomRacksCsv(racks: readonly RoomRack[]): { header: string[]; rows: CsvValue[][] } {
  return {
    header: [
      "rack",
      "row",
      "position",
      "type",
      "state",
      "height_u",
      "used_u",
      "derated_w",
      "counted_w",
      "age_years",
      "out_of_order",
      "comes",
      "leaves",
    ],
    rows: racks.map((rack) => [
      rack.code,
      rack.row,
      rack.n,
      rack.type,
      rack.state,
      rack.heightU,
      rack.usedU,
      rack.deratedW,
      rack.powerW,
      rack.ageYears === null ? "" : Math.round(rack.ageYears * 10) / 10,
      rack.dark,
      rack.comes ?? "",
      rack.leaves ?? "",
    ]),
  };
}
