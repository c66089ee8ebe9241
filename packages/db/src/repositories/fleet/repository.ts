import type { DatacenterKey, DatacenterSnapshot, FleetRepository } from "@headroom/services/ports/fleet";
import { groupBy } from "../../group-by";
import type { Transaction } from "../../unit-of-work";
import {
  type DatacenterRow,
  datacenterByCode,
  datacentersById,
  occupancies,
  parts,
  positions,
  rackTypes,
} from "./rows";
import { toOccupancy, toSnapshot } from "./snapshot";

/** Five statements for any number of datacenters. */
export function fleetRepository({ sql: client }: Pick<Transaction, "sql">): FleetRepository {
  const load = async (datacenters: readonly DatacenterRow[], asOf: string): Promise<DatacenterSnapshot[]> => {
    if (datacenters.length === 0) return [];
    const ids = datacenters.map(({ id }) => id);
    const partsOf = groupBy(await parts(client, ids), (row) => row.datacenter_id);
    const positionsOf = groupBy(await positions(client, ids), (row) => row.datacenter_id);
    const types = new Map((await rackTypes(client)).map((type) => [type.id, type]));
    const taken = new Map(
      (await occupancies(client, ids, asOf)).map((row) => [row.position_id, toOccupancy(row, types)]),
    );
    return datacenters.map((datacenter) =>
      toSnapshot(
        {
          datacenter,
          parts: partsOf.get(datacenter.id) ?? [],
          positions: positionsOf.get(datacenter.id) ?? [],
          occupancies: taken,
        },
        asOf,
      ),
    );
  };
  return {
    async loadDatacenter(key: DatacenterKey, asOf) {
      const found = "id" in key ? await datacentersById(client, [key.id]) : await datacenterByCode(client, key.code);
      return (await load(found, asOf))[0] ?? null;
    },
    async loadDatacenters(ids, asOf) {
      return load(await datacentersById(client, ids), asOf);
    },
  };
}
