import type { Floor, FloorThumb } from "@headroom/contracts/fleet";
import type { Actor } from "../actor";
import type { Ports } from "../ports";
import { getFloor } from "./floor";

type Position = Floor["rooms"][number]["rows"][number]["positions"][number];

/** A floor so small that a list of datacenters can show many: a letter a position. Throws NOT_FOUND, as the floor itself does. */
export async function getFloorThumb(
  ports: Ports,
  actor: Actor,
  input: { readonly code: string; readonly planId?: number; readonly inDays?: number },
): Promise<FloorThumb> {
  return thumbOf(await getFloor(ports, actor, input));
}

export function thumbOf(floor: Floor): FloorThumb {
  const planned = new Set(floor.plan?.positions.map(({ positionId }) => positionId));
  const leaving = new Set(floor.plan?.leaving.map(({ positionId }) => positionId));
  const until = floor.ahead?.on ?? floor.datacenter.asOf.slice(0, 10);
  const stranded = new Set(
    floor.groups.filter((group) => group.free > 0 && group.stranded >= group.free).map(({ id }) => id),
  );
  const letter = ({ id, o, g, from }: Position): string => {
    if (o === "blocked") return "x";
    if (o === "occupied") return leaving.has(id) ? "l" : from !== undefined && from > until ? "p" : "#";
    if (o === "reserved") return "r";
    if (o === "committed" || o === "held" || planned.has(id)) return "p";
    return stranded.has(g) ? "s" : ".";
  };
  return {
    code: floor.datacenter.code,
    rooms: floor.rooms.map(({ code, rows }) => ({
      code,
      rows: rows.map(({ positions }) => positions.map(letter).join("")),
    })),
  };
}
