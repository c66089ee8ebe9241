"use client";
import type { Floor } from "@headroom/contracts/fleet";
import type { RackElevations } from "@headroom/contracts/rack";
import type { Contents } from "@headroom/ui/floor/drawing";
import { useQueries } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTRPC } from "../../trpc/client";

/** Rooms are read whole; more are not in the view at once from so near. */
const MOST_ROOMS = 4;

/** What the racks seen from near hold: read when somebody comes near. */
export function useContents(floor: Floor): {
  readonly contents: ReadonlyMap<string, Contents>;
  readonly onNear: (rooms: readonly number[]) => void;
} {
  const trpc = useTRPC();
  const [near, setNear] = useState<readonly number[]>([]);
  const rooms = near.slice(0, MOST_ROOMS).flatMap((at) => floor.rooms[at] ?? []);
  const { code } = floor.datacenter;
  const read = useQueries({
    queries: rooms.map((room) =>
      trpc.rack.elevations.queryOptions({ datacenter: code, room: room.code }, { staleTime: 60_000 }),
    ),
    combine: (results) => results.map((result) => result.data),
  });
  const contents = useMemo(() => {
    const racks = new Map(read.flatMap((room) => room?.racks.map((rack) => [rack.code, rack] as const) ?? []));
    const found = new Map<string, Contents>();
    if (racks.size === 0) return found;
    for (const row of floor.rooms.flatMap((room) => room.rows))
      for (const position of row.positions) {
        const rack = position.rack === undefined ? undefined : racks.get(position.rack);
        if (rack) found.set(String(position.id), contentsOf(rack));
      }
    return found;
  }, [read, floor]);
  return { contents, onNear: setNear };
}

const faces = ["front", "rear", "both"] as const;

/** Four numbers a device: twice its lowest unit, twice its height, face, state. */
export function contentsOf({ h, d }: Pick<RackElevations["racks"][number], "h" | "d">): Contents {
  const devices: { startU: number; heightU: number; face: (typeof faces)[number] }[] = [];
  for (let i = 0; i + 3 < d.length; i += 4)
    devices.push({ startU: d[i]! / 2, heightU: d[i + 1]! / 2, face: faces[d[i + 2]!] ?? "front" });
  return { heightU: h, devices };
}
