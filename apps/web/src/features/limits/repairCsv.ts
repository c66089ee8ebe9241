import type { Repair } from "@headroom/contracts/repair";
import { brokenName } from "./words";

/** The proposed moves, a line for each rack, in their order. */
export function repairCsv({ datacenter, moves }: Repair): { header: string[]; rows: (string | number)[][] } {
  return {
    header: ["datacenter", "step", "rack", "rack_type", "from_row", "from_position", "to_row", "to_position", "mends"],
    rows: moves.flatMap((move, step) =>
      move.list.map((one) => [
        ...[datacenter, step + 1, one.rack, move.rackType, move.from.row, one.from, move.to.row, one.to],
        move.mends.map(brokenName).join("; "),
      ]),
    ),
  };
}
