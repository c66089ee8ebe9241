import type { ScenarioOptions } from "@headroom/contracts/scenario";
import { type Actor, authorize } from "../actor";
import { dayOf } from "../days";
import { cachedFloors, type OpenFloor } from "../placement/floors";
import { namesOf } from "../placement/names";
import { reachOf } from "../placement-key/reach";
import { findPlan } from "../plan/guard";
import type { Ports } from "../ports";

/** What a scenario's changes can be about. From memory where datacenters did not change. Needs scenario.read. */
export async function scenarioOptionsOf(
  ports: Ports,
  actor: Actor,
  { planId }: { planId: number },
): Promise<ScenarioOptions> {
  authorize(actor, "scenario.read");
  return ports.work.read(async (repositories) => {
    await findPlan(repositories, planId);
    const planned = await repositories.plans.requestsOf(planId);
    const requests = await repositories.requests.many(planned.map((p) => p.requestId));
    const candidates = await repositories.requests.candidates([...new Set(requests.map((r) => r.regionId))]);
    const today = dayOf(ports.clock.now());
    const reach = await reachOf(repositories, candidates, requests, today);
    const allowed = requests.map((r) => ({ id: r.id, datacenterIds: reach(r).near.map((d) => d.id) }));
    const scope = candidates.filter((d) => allowed.some((a) => a.datacenterIds.includes(d.id)));
    const floors = await cachedFloors(ports.work, repositories, scope, today);
    const standing = floors.flatMap(({ snapshot }) =>
      snapshot.positions.flatMap((p) => p.occupancy?.rackType?.code ?? []),
    );
    const asked = requests.map((r) => r.rackType);
    return {
      // those asked for first: a change of them says most
      rackTypes: [...new Set([...asked.sort(), ...standing.sort()])],
      datacenters: floors.map(datacenterOption),
      requests: allowed,
    };
  });
}

function datacenterOption({ snapshot }: OpenFloor): ScenarioOptions["datacenters"][number] {
  const names = namesOf(snapshot);
  const { model } = snapshot;
  const free = new Map<string, number>();
  const usable = new Map<string, number>();
  const onGroup = new Map<string, number>();
  for (const { rowId, groupId, occupancy, blockedReason } of snapshot.positions) {
    if (occupancy !== null) onGroup.set(groupId, (onGroup.get(groupId) ?? 0) + 1);
    if (blockedReason !== null) continue;
    usable.set(rowId, (usable.get(rowId) ?? 0) + 1);
    if (occupancy === null) free.set(rowId, (free.get(rowId) ?? 0) + 1);
  }
  const racksOn = racksByDevice(model, onGroup);
  return {
    id: snapshot.id,
    code: snapshot.code,
    devices: model.devices.map((d) => ({
      id: d.id,
      name: names.device(d.id),
      kind: snapshot.names.devices.get(d.id)?.kind ?? "device",
      top: d.parentId === null,
      capacityW: d.capacityW,
      racks: racksOn.get(d.id) ?? 0,
    })),
    zones: model.coolingZones.map((z) => ({ id: z.id, name: names.zone(z.id), capacityW: z.capacityW })),
    rows: model.rows.map((row) => ({
      id: row.id,
      name: names.row(row.id),
      room: names.room(row.roomId),
      positions: usable.get(row.id) ?? 0,
      free: free.get(row.id) ?? 0,
    })),
  };
}

/** Racks that a device feeds, directly or through those below it. */
function racksByDevice(
  model: OpenFloor["snapshot"]["model"],
  onGroup: ReadonlyMap<string, number>,
): Map<string, number> {
  const parentOf = new Map(model.devices.map((d) => [d.id, d.parentId]));
  const racks = new Map<string, number>();
  for (const { id, feeds } of model.groups) {
    const count = onGroup.get(id) ?? 0;
    if (count === 0) continue;
    for (const feed of feeds)
      for (let at: string | null | undefined = feed; at; at = parentOf.get(at))
        racks.set(at, (racks.get(at) ?? 0) + count);
  }
  return racks;
}
