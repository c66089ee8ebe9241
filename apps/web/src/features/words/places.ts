/**
 * What a row is called. Codes are as they were imported: some sources number rows within a room ("08"), some write the room before it
 * ("1-08"). The full name says the room once either way; the short one, for places that stand under the room's name, never.
 */
export const rowLabel = (room: string | null | undefined, row: string): string =>
  !room || row.startsWith(`${room}-`) ? row : `${room}-${row}`;

export const rowShort = (room: string | null | undefined, row: string): string =>
  room && row.startsWith(`${room}-`) && row.length > room.length + 1 ? row.slice(room.length + 1) : row;

/** A position as it is painted on the floor: "STO-3-1-08-04". */
export const positionLabel = (datacenter: string, room: string, row: string, number: number): string =>
  `${datacenter}-${rowLabel(room, row)}-${String(number).padStart(2, "0")}`;
