import type { Floor, FloorPosition } from "@headroom/contracts/fleet";
import type { FloorTableRow } from "@headroom/ui/floor/FloorTable";
import type { StrandCause } from "@headroom/ui/floor/scene";
import { rowLabel } from "../words/places";
import type { FloorIndex, Group, Row } from "./floorIndex";
import { type FloorMetric, floorScene } from "./floorScene";

/** How the table names its numbers; the CSV's columns carry the unit in their name. */
export const tableUnits = {
  space: { metric: "Space", unit: "positions", digits: 0, column: "positions" },
  power: { metric: "Power", unit: "kW", digits: 1, column: "kw" },
  cooling: { metric: "Cooling", unit: "kW", digits: 1, column: "kw" },
  weight: { metric: "Weight", unit: "t", digits: 1, column: "t" },
  ports: { metric: "Ports", unit: "ports", digits: 0, column: "ports" },
} as const satisfies Record<FloorMetric, { metric: string; unit: string; digits: number; column: string }>;

/** The same rows as the floor, as numbers: used, held and planned of each row against what its feeds or zone can give. */
export function floorRows(floor: Floor, index: FloorIndex, metric: FloorMetric): FloorTableRow[] {
  const scene = floorScene(floor, index, { metric, failedTopId: null });
  return floor.rooms.flatMap((room, roomAt) =>
    room.rows.map((row, rowAt): FloorTableRow => {
      // A rack of the plan shown counts once, as planned, also where the plan holds the position already.
      const isPlanned = (position: FloorPosition) => position.o !== "occupied" && index.planned.has(position.id);
      const amountOf = (rack: Amounts | undefined) => amounts[metric](rack ?? {});
      const sum = (kinds: readonly FloorPosition["o"][]) =>
        row.positions
          .filter((one) => kinds.includes(one.o) && !isPlanned(one))
          .reduce((total, one) => total + amountOf(one), 0);
      const planned = row.positions.filter(isPlanned).reduce((total, one) => {
        return total + amountOf(index.planned.get(one.id));
      }, 0);
      const groups = [...new Set(row.positions.map((one) => one.g))].flatMap((id) => index.groups.get(id) ?? []);
      return {
        id: row.id,
        label: rowLabel(room.code, row.code),
        racks: row.positions.filter((one) => one.o === "occupied").length,
        free: row.positions.filter((one) => one.o === undefined && !isPlanned(one)).length,
        feeds: [
          ...new Set(groups.map((group) => group.feeds.map((id) => index.devices.get(id)?.code ?? id).join(" / "))),
        ].join(", "),
        used: sum(["occupied", "committed"]),
        held: sum(["held", "reserved"]),
        planned,
        limit: limitOf(metric, row, groups, index),
        strandedBy: [
          ...new Set(
            scene.stranded
              .filter((run) => run.room === roomAt && run.row === rowAt)
              .map((run): StrandCause => run.cause),
          ),
        ],
      };
    }),
  );
}

type Amounts = Pick<FloorPosition, "powerW" | "coolingW" | "weightKg" | "ports">;

/** What a rack takes of a metric, in the table's unit. */
const amounts: Record<FloorMetric, (rack: Amounts) => number> = {
  space: () => 1,
  power: (rack) => (rack.powerW ?? 0) / 1000,
  cooling: (rack) => (rack.coolingW ?? 0) / 1000,
  weight: (rack) => (rack.weightKg ?? 0) / 1000,
  ports: (rack) => rack.ports ?? 0,
};

/**
 * What the row could take if it were alone on its feeds (power) or its zones (cooling); its usable positions for space, what they carry
 * together for weight, its ports. null: not limited.
 */
function limitOf(metric: FloorMetric, row: Row, groups: readonly Group[], index: FloorIndex): number | null {
  const usable = row.positions.filter((one) => one.o !== "blocked");
  if (metric === "space") return usable.length;
  if (metric === "ports") return row.ports;
  if (metric === "weight") {
    if (groups.some((group) => group.weightLimitKg === null)) return null;
    return usable.reduce((total, one) => total + (index.groups.get(one.g)?.weightLimitKg ?? 0), 0) / 1000;
  }
  if (metric === "cooling") {
    const zones = [...new Set(groups.map((group) => group.coolingZoneId))].flatMap((id) => index.zones.get(id) ?? []);
    return zones.length === 0 ? null : zones.reduce((total, zone) => total + zone.capacityW, 0) / 1000;
  }
  const feeds = [...new Set(groups.flatMap((group) => group.feeds))].flatMap((id) => index.devices.get(id) ?? []);
  return feeds.length === 0 ? null : feeds.reduce((total, device) => total + device.capacityW, 0) / 1000;
}
