import type { Floor } from "@headroom/contracts/fleet";
import type { CellRef } from "@headroom/ui/floor/scene";

/** The selection in the address as indices; null when there is none, or it is not on this floor. A position wins over a row. */
export function selectedRef(
  floor: Pick<Floor, "rooms">,
  positionId: number | null,
  rowId: string | null,
): CellRef | null {
  for (const [room, one] of floor.rooms.entries()) {
    for (const [row, line] of one.rows.entries()) {
      const cell = positionId === null ? -1 : line.positions.findIndex((position) => position.id === positionId);
      if (cell >= 0) return { room, row, cell };
      if (positionId === null && line.id === rowId) return { room, row, cell: null };
    }
  }
  return null;
}

/** The position at a reference; undefined for a whole row. */
export const positionAt = (floor: Pick<Floor, "rooms">, ref: CellRef) =>
  ref.cell === null ? undefined : floor.rooms[ref.room]?.rows[ref.row]?.positions[ref.cell];
