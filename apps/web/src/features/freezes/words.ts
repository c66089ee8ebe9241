import type { FreezeRow } from "@headroom/contracts/freeze";
import { rowLabel } from "../words/places";

/** "STO-1, row 1-08", "STO-1, room 1", "STO-1, all of it". */
export function placeWords({ datacenter, room, row }: Pick<FreezeRow, "datacenter" | "room" | "row">): string {
  if (row !== null) return `${datacenter}, row ${rowLabel(room, row)}`;
  return room === null ? `${datacenter}, all of it` : `${datacenter}, room ${room}`;
}

export const whenWords = { now: "In force", coming: "To come", past: "Over" } as const;
