import type { DatacenterKey, DatacenterSnapshot, FleetRepository } from "@headroom/services/ports/fleet";
import type pg from "pg";
import { groupBy } from "../../group-by";
import type { Transaction } from "../../unit-of-work";
import { rulesOfOwners } from "../placement-keys/rows";
import * as rows from "./rows";
import { toOccupancy, toSnapshot } from "./snapshot";

/** Nine statements for any number of datacenters. */
export function fleetRepository({ sql }: Pick<Transaction, "sql">): FleetRepository {
  const load = async (datacenters: readonly rows.DatacenterRow[], asOf: string): Promise<DatacenterSnapshot[]> => {
    if (datacenters.length === 0) return [];
    const ids = datacenters.map(({ id }) => id);
    const parts = await rows.parts(sql, ids);
    const roomIds = parts.filter((part) => part.kind === "room").map((part) => part.id);
    const positionsOfRow = groupBy(await rows.positions(sql, roomIds), (position) => position.row_id);
    const occupancies = await occupanciesIn(sql, ids, roomIds, asOf);
    const freezesOf = groupBy(await rows.freezes(sql, ids, asOf), (freeze) => freeze.datacenter_id);
    const partsOf = groupBy(parts, (part) => part.datacenter_id);
    return datacenters.map((datacenter) =>
      toSnapshot(
        {
          datacenter,
          parts: partsOf.get(datacenter.id) ?? [],
          freezes: freezesOf.get(datacenter.id) ?? [],
          positionsOfRow,
          occupancies,
        },
        asOf,
      ),
    );
  };
  return {
    async loadDatacenter(key: DatacenterKey, asOf) {
      const found =
        "id" in key ? await rows.datacentersById(sql, [key.id]) : await rows.datacenterByCode(sql, key.code);
      return (await load(found, asOf))[0] ?? null;
    },
    async loadDatacenters(ids, asOf) {
      return load(await rows.datacentersById(sql, ids), asOf);
    },
  };
}

/** The rules that whoever has a position came under; undefined: none. */
async function keysOf(sql: pg.ClientBase, taken: readonly rows.OccupancyRow[]) {
  const ids = (of: (row: rows.OccupancyRow) => number | null) => [...new Set(taken.flatMap((row) => of(row) ?? []))];
  const found = await rulesOfOwners(
    sql,
    ids((row) => row.plan_action_id),
    ids((row) => row.rack_id ?? row.arriving_rack_id),
  );
  const known = new Map(found.map((one) => [`${one.owner} ${one.id}`, { lot: one.lot, rules: one.rules }]));
  return (row: rows.OccupancyRow) =>
    known.get(`rack ${row.rack_id ?? row.arriving_rack_id}`) ?? known.get(`action ${row.plan_action_id}`);
}

/** Who has which position, with the type of what stands or is promised there. */
async function occupanciesIn(
  sql: pg.ClientBase,
  datacenterIds: readonly number[],
  roomIds: readonly number[],
  asOf: string,
) {
  const taken = await rows.occupancies(sql, roomIds, asOf);
  const racks = new Map((await rows.racksIn(sql, datacenterIds)).map((rack) => [rack.id, rack]));
  // A rack that was retired, or is booked in another datacenter, and stands here all the same.
  const strays = taken.flatMap(({ rack_id }) => (rack_id === null || racks.has(rack_id) ? [] : [rack_id]));
  if (strays.length > 0) for (const rack of await rows.racksById(sql, strays)) racks.set(rack.id, rack);
  const rackOf = (row: rows.OccupancyRow) => (row.rack_id === null ? undefined : racks.get(row.rack_id));
  const typeIds = new Set(taken.flatMap((row) => rackOf(row)?.rack_type_id ?? row.rack_type_id ?? []));
  const types = new Map((await rows.rackTypes(sql, [...typeIds])).map((type) => [type.id, type]));
  const keys = await keysOf(sql, taken);
  return new Map(taken.map((row) => [row.position_id, toOccupancy(row, rackOf(row), types, keys(row))]));
}
