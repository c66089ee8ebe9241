import type { Random } from "../../../../foundation/random";
import type { CompiledDatacenter } from "../../../../topology/compiled";

/** Rows that are searched together at most: no limit crosses rooms, and a change is only felt near where it is made. */
const ROWS = 150;

/** All rows of a floor of at most ROWS; else some rooms, or neighbouring rows of a room that is larger than that. */
export function neighbourhood(
  { rowRoom, roomRowStart, roomRows }: Pick<CompiledDatacenter, "rowRoom" | "roomRowStart" | "roomRows">,
  random: Random,
): Int32Array {
  if (rowRoom.length <= ROWS) return roomRows;
  const rooms = roomRowStart.length - 1;
  const rows: number[] = [];
  // rooms in the order of a random walk round the floor, the first one that is too large for what is left in part
  for (let room = random.below(rooms), seen = 0; seen < rooms; seen++, room = (room + 1) % rooms) {
    const [start, end] = [roomRowStart[room]!, roomRowStart[room + 1]!];
    const count = end - start;
    if (count > ROWS - rows.length && rows.length > 0) break;
    const from = count > ROWS ? random.below(count) : 0;
    for (let k = 0; k < Math.min(count, ROWS); k++) rows.push(roomRows[start + ((from + k) % count)]!);
  }
  return Int32Array.from(rows);
}
