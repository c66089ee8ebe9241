import type { DatacenterModel, PlacedRacks, PositionGroup } from "@headroom/core/topology/datacenter";
import type { DatacenterSnapshot } from "../../ports/fleet";

export interface WithoutDevices {
  readonly snapshot: DatacenterSnapshot;
  readonly carriedW: ReadonlyMap<string, number>;
  readonly oneFeedRacks: number;
  readonly darkRacks: number;
}

/**
 * A datacenter in which devices are gone, with all that hangs below them. Positions that lost a feed take nothing new, so their groups leave
 * the model, and the racks on them leave with them: those that have a feed left put their whole power on it, which is taken off the capacities
 * of every device above that feed. While a top device is gone its whole room lives on failover capacity; below the top only those devices do
 * that carry for others. What is left survives one more failure, as ever. Several devices are taken out together: their order is nothing.
 */
export function withoutDevices(snapshot: DatacenterSnapshot, deviceIds: ReadonlySet<string>): WithoutDevices {
  const { model } = snapshot;
  const parentOf = new Map(model.devices.map((d) => [d.id, d.parentId]));
  const chain = (id: string): string[] => {
    const above = [id];
    for (let at = parentOf.get(id); at; at = parentOf.get(at)) above.push(at);
    return above;
  };
  const gone = new Set(model.devices.filter((d) => chain(d.id).some((id) => deviceIds.has(id))).map((d) => d.id));
  const closed = new Map(model.groups.filter((g) => g.feeds.some((feed) => gone.has(feed))).map((g) => [g.id, g]));
  const lost = lostRacks(snapshot.placed, closed);

  const carriedW = new Map<string, number>();
  const heatW = new Map<string, number>();
  let [oneFeedRacks, darkRacks] = [0, 0];
  for (const { group, count, powerW, coolingW } of lost) {
    const left = group.feeds.filter((feed) => !gone.has(feed));
    if (left.length === 0) darkRacks += count;
    else oneFeedRacks += count;
    for (const id of left.flatMap(chain)) carriedW.set(id, (carriedW.get(id) ?? 0) + (count * powerW) / left.length);
    heatW.set(group.coolingZoneId, (heatW.get(group.coolingZoneId) ?? 0) + count * coolingW);
  }
  return {
    snapshot: without(snapshot, { gone, closed, carriedW, heatW }),
    carriedW,
    oneFeedRacks,
    darkRacks,
  };
}

function lostRacks(placed: readonly PlacedRacks[], closed: ReadonlyMap<string, PositionGroup>) {
  return placed.flatMap(({ racks, powerW, coolingW }) =>
    Object.entries(racks).flatMap(([groupId, count]) => {
      const group = closed.get(groupId);
      return group ? [{ group, count, powerW, coolingW }] : [];
    }),
  );
}

interface Losses {
  readonly gone: ReadonlySet<string>;
  readonly closed: ReadonlyMap<string, PositionGroup>;
  readonly carriedW: ReadonlyMap<string, number>;
  readonly heatW: ReadonlyMap<string, number>;
}

function without(snapshot: DatacenterSnapshot, { gone, closed, carriedW, heatW }: Losses): DatacenterSnapshot {
  const { model } = snapshot;
  const topsGone = new Set(model.devices.filter((d) => d.parentId === null && gone.has(d.id)).map((d) => d.roomId));
  const left = (watts: number, taken = 0) => Math.max(0, watts - taken);
  const changed: DatacenterModel = {
    ...model,
    groups: model.groups.filter((g) => !closed.has(g.id)),
    devices: model.devices
      .filter((d) => !gone.has(d.id))
      .map((d) => {
        const carried = carriedW.get(d.id);
        const limitW = topsGone.has(d.roomId) || carried !== undefined ? d.failoverCapacityW : d.capacityW;
        return { ...d, capacityW: left(limitW, carried), failoverCapacityW: left(d.failoverCapacityW, carried) };
      }),
    coolingZones: model.coolingZones.map((z) => ({ ...z, capacityW: left(z.capacityW, heatW.get(z.id)) })),
  };
  return {
    ...snapshot,
    model: changed,
    placed: snapshot.placed.flatMap((lot) => {
      const racks = Object.fromEntries(Object.entries(lot.racks).filter(([groupId]) => !closed.has(groupId)));
      return Object.keys(racks).length > 0 ? [{ ...lot, racks }] : [];
    }),
    positions: snapshot.positions.filter((p) => !closed.has(p.groupId)),
    groupPositions: new Map([...snapshot.groupPositions].filter(([groupId]) => !closed.has(groupId))),
  };
}
