import type { DatacenterModel, PlacedRacks } from "../topology/datacenter";
import type { ReferenceRack } from "./fill";
import { oracleLoads } from "./loads.oracle";

/** The definitions of the account written a second time, from scratch and by ids, as plainly as possible. Test support only. */
export interface OracleFill {
  /** Reference racks that fitted, by group. */
  readonly fitted: Map<string, number>;
  /** For groups with an empty position: the limits that one more rack would break, as `limit:id`. */
  readonly refused: Map<string, string[]>;
}

/** One rack to a group in turn; after each, everything is summed again. Expects a floor on which no limit is broken. */
export function oracleFill(
  model: DatacenterModel,
  placed: readonly PlacedRacks[],
  reference: ReferenceRack,
): OracleFill {
  const standing = [...placed];
  const fitted = new Map(model.groups.map((g) => [g.id, 0]));
  const refused = new Map<string, string[]>();
  const closed = new Set<string>();
  while (closed.size < model.groups.length)
    for (const group of model.groups) {
      if (closed.has(group.id)) continue;
      const one: PlacedRacks = {
        id: "one",
        kind: "occupied",
        rowId: group.rowId,
        racks: { [group.id]: 1 },
        ...reference,
      };
      const broken = [...oracleLoads(model, [...standing, one]).broken];
      if (broken.length === 0) {
        standing.push(one);
        fitted.set(group.id, fitted.get(group.id)! + 1);
        continue;
      }
      closed.add(group.id);
      if (!broken.some((b) => b.startsWith("positions:"))) refused.set(group.id, broken);
    }
  return { fitted, refused };
}

/** Supply by resource of one room. */
export function oracleSupply(model: DatacenterModel, roomId: string) {
  const rows = new Set(model.rows.filter((r) => r.roomId === roomId).map((r) => r.id));
  const tops = model.devices.filter((d) => d.roomId === roomId && d.parentId === null);
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  const others = tops.map((f) => sum(tops.filter((t) => t !== f).map((t) => t.failoverCapacityW)));
  return {
    space: sum(model.groups.filter((g) => rows.has(g.rowId)).map((g) => g.positions)),
    power: sum(tops.map((t) => t.capacityW)),
    failover: others.length === 0 ? 0 : Math.min(...others),
    cooling: sum(model.coolingZones.filter((z) => z.roomId === roomId).map((z) => z.capacityW)),
  };
}
