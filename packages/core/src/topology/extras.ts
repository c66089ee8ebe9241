import { isDay } from "../foundation/days";
import type { DatacenterModel } from "./datacenter";
import { type FaultList, MAX_KG, MAX_PORTS } from "./faults";
import { floorUnits } from "./units";

/** The limits that a datacenter may have besides positions, cooling and power. Where it has none, they cost nothing. */
export interface Extras {
  /** What the floor of each room carries, in grams; infinite where not limited. */
  readonly roomWeightLimit: Float64Array;
  /** What one position of each group carries, in grams; null where no group has a limit. */
  readonly groupWeightLimit: Float64Array | null;
  /** Network ports by row, then by network zone; infinite where not limited. */
  readonly portLimit: Float64Array;
  /** Network zone of each row, -1: none. */
  readonly rowNetworkZone: Int32Array;
}

interface Indices {
  readonly rooms: ReadonlyMap<string, number>;
  readonly rows: ReadonlyMap<string, number>;
  readonly rowRoom: Int32Array;
}

/** Reads and checks them. */
export function compileExtras(model: DatacenterModel, { rooms, rows, rowRoom }: Indices, faults: FaultList): Extras {
  const kg = (kind: "room" | "group", id: string, field: string, value: number | undefined): number =>
    value === undefined ? Number.POSITIVE_INFINITY : floorUnits(faults.amount(kind, id, field, value, MAX_KG));
  const groupWeight = Float64Array.from(model.groups, (g) =>
    kg("group", g.id, "positionWeightLimitKg", g.positionWeightLimitKg),
  );
  const zones = model.networkZones ?? [];
  const zoneIndex = faults.index("networkZone", zones);
  const zoneRoom = zones.map((z) => faults.resolve(rooms, "networkZone", z.id, "roomId", z.roomId));
  const rowNetworkZone = Int32Array.from(model.rows, (row, i) => {
    if (row.networkZoneId === undefined) return -1;
    const zone = faults.resolve(zoneIndex, "row", row.id, "networkZoneId", row.networkZoneId);
    if (zone >= 0 && zoneRoom[zone] !== rowRoom[i])
      faults.add("other-room", "row", row.id, "networkZoneId", `network zone ${row.networkZoneId} is in another room`);
    return zone;
  });
  const ports = [
    ...model.rows.map((row) =>
      row.ports === undefined ? Number.POSITIVE_INFINITY : faults.whole("row", row.id, "ports", row.ports, MAX_PORTS),
    ),
    ...zones.map((z) => faults.whole("networkZone", z.id, "ports", z.ports, MAX_PORTS)),
  ];
  checkFreezes(model, rooms, rows, faults);
  return {
    roomWeightLimit: Float64Array.from(model.rooms, (room) => kg("room", room.id, "weightLimitKg", room.weightLimitKg)),
    groupWeightLimit: groupWeight.some(Number.isFinite) ? groupWeight : null,
    portLimit: Float64Array.from(ports),
    rowNetworkZone,
  };
}

/** Freezes have no ids: a fault names the window by its index. */
function checkFreezes(
  model: DatacenterModel,
  rooms: ReadonlyMap<string, number>,
  rows: ReadonlyMap<string, number>,
  faults: FaultList,
): void {
  (model.freezes ?? []).forEach((freeze, i) => {
    const name = String(i);
    for (const field of ["from", "to"] as const)
      if (!isDay(freeze[field]))
        faults.add(
          "not-a-day",
          "freeze",
          name,
          field,
          `${field} is ${freeze[field]}, expected a day such as 2026-05-17`,
        );
    if (isDay(freeze.from) && isDay(freeze.to) && freeze.to < freeze.from)
      faults.add("not-a-day", "freeze", name, "to", `it ends on ${freeze.to}, before it begins`);
    if (freeze.scope === "room") faults.resolve(rooms, "freeze", name, "id", freeze.id);
    if (freeze.scope === "row") faults.resolve(rows, "freeze", name, "id", freeze.id);
  });
}
