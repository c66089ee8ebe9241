import type { Floor, FloorPosition } from "@headroom/contracts/fleet";
import { accountDatacenter } from "@headroom/core/capacity/account";
import { datacenterArb } from "@headroom/core/testing/placement";
import type { DatacenterModel, PlacedRacks } from "@headroom/core/topology/datacenter";
import fc from "fast-check";

/** For tests: a datacenter of core with racks on its positions, and the floor that the API would give of it. */
export interface FloorCase {
  readonly model: DatacenterModel;
  readonly placed: readonly PlacedRacks[];
  readonly floor: Floor;
}

const occupancy = fc.record({
  kind: fc.constantFrom(
    "occupied" as const,
    "committed" as const,
    "held" as const,
    "free" as const,
    "planned" as const,
  ),
  powerW: fc.integer({ min: 0, max: 12 }),
  coolingW: fc.integer({ min: 0, max: 12 }),
});
type Occupancy = typeof occupancy extends fc.Arbitrary<infer T> ? T : never;

/** `occupancies` repeat over the positions, in order. */
export function floorCase(model: DatacenterModel, occupancies: readonly Occupancy[]): FloorCase {
  const placed: PlacedRacks[] = [];
  const planned: NonNullable<Floor["plan"]>["positions"] = [];
  const positions = new Map<string, FloorPosition[]>(model.rows.map((row) => [row.id, []]));
  let id = 0;
  for (const group of model.groups) {
    for (let at = 0; at < group.positions; at++) {
      const { kind, powerW, coolingW } = occupancies[id % occupancies.length]!;
      id += 1;
      const line = positions.get(group.rowId)!;
      const position: FloorPosition = { id, n: line.length + 1, g: group.id };
      if (kind === "planned")
        planned.push({
          positionId: id,
          actionId: 1,
          requestId: 1,
          type: "C6",
          powerW,
          coolingW,
          weightKg: 800,
          ports: 2,
        });
      else if (kind !== "free") {
        Object.assign(position, { o: kind, type: "C6", powerW, coolingW, weightKg: 800, ports: 2 });
        placed.push({ id: `p${id}`, kind, rowId: group.rowId, racks: { [group.id]: 1 }, powerW, coolingW });
      }
      line.push(position);
    }
  }
  const account = accountDatacenter(model, placed, { reference: { powerW: 5, coolingW: 5 } });
  return {
    model,
    placed,
    floor: {
      datacenter: {
        ...{ id: 1, code: "N1", name: "N1", region: "north", zone: "a", version: 1 },
        asOf: "2026-11-23T12:00:00.000Z",
      },
      rooms: model.rooms.map((room) => ({
        id: room.id,
        code: room.id,
        name: `Room ${room.id}`,
        rows: model.rows
          .filter((row) => row.roomId === room.id)
          .map((row, sequence) => ({
            id: row.id,
            code: row.id,
            sequence,
            ports: row.ports ?? null,
            positions: positions.get(row.id) ?? [],
          })),
      })),
      groups: model.groups.map((group) => {
        const of = account.groups.find((one) => one.id === group.id);
        return {
          ...group,
          feeds: [...group.feeds],
          weightLimitKg: group.positionWeightLimitKg ?? null,
          free: of?.free ?? 0,
          stranded: of?.stranded ?? 0,
          strandedCause: of?.strandedCause ?? null,
        };
      }),
      devices: account.devices.map((one) => ({
        ...one,
        code: one.id,
        kind: "ups",
        afterFailureW: { ...one.afterFailureW },
      })),
      coolingZones: account.coolingZones.map((one) => ({ ...one, code: one.id })),
      accounts: account.total,
      roomAccounts: Object.fromEntries(account.rooms.map((room) => [room.id, room.resources])),
      worstFailure: null,
      plan:
        planned.length > 0
          ? { id: 1, title: "A plan", state: "draft", version: 1, positions: planned, leaving: [] }
          : null,
    },
  };
}

export const floorCaseArb: fc.Arbitrary<FloorCase> = fc
  .tuple(datacenterArb(), fc.array(occupancy, { minLength: 1, maxLength: 12 }))
  .map(([model, occupancies]) => floorCase(model, occupancies));

/** The racks of the case with those of its plan standing. */
export function withPlan({ floor, placed }: FloorCase): PlacedRacks[] {
  const rows = floor.rooms.flatMap((room) => room.rows);
  return [
    ...placed,
    ...(floor.plan?.positions ?? []).map(({ positionId, powerW, coolingW }): PlacedRacks => {
      const row = rows.find((one) => one.positions.some((position) => position.id === positionId));
      const group = row?.positions.find((position) => position.id === positionId)?.g;
      if (!row || !group) throw new Error("a planned position without a row");
      return { id: `q${positionId}`, kind: "held", rowId: row.id, racks: { [group]: 1 }, powerW, coolingW };
    }),
  ];
}
