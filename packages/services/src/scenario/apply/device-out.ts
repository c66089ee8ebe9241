import type { DatacenterModel, PositionGroup } from "@headroom/core/topology/datacenter";
import type { DatacenterSnapshot } from "../../ports/fleet";

export interface WithoutDevices {
  readonly snapshot: DatacenterSnapshot;
  /** Racks that stand and have lost a feed, and those that have none left. */
  readonly hurtRacks: number;
  readonly darkRacks: number;
}

/**
 * A datacenter in which devices are gone, with all that hangs below them. Racks that lost a feed stay and draw everything from what is left (one
 * feed, as a rule: they go down with the top device above it); nothing new comes beside them. Groups without any feed leave the model with
 * their racks. While a top device is gone its whole room lives on failover capacity, as planned for; below the top only those devices do that
 * carry for others. Several devices are taken out together: their order is nothing. What is left is measured as ever, so it may well not
 * survive one more failure: that is said, and nothing is added there.
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
  const left = (group: PositionGroup) => feedsLeft(group, gone, (id) => chain(id).at(-1)!);
  const hurt = new Map(model.groups.filter((g) => g.feeds.some((feed) => gone.has(feed))).map((g) => [g.id, left(g)]));
  const dark = new Set([...hurt].filter(([, feeds]) => feeds.length === 0).map(([id]) => id));
  const carrying = new Set([...hurt.values()].flat().flatMap(chain));
  const taken = takenBy(snapshot);
  const racksIn = (ids: Iterable<string>) => [...ids].reduce((sum, id) => sum + (taken.get(id)?.size ?? 0), 0);
  return {
    snapshot: without(snapshot, { gone, hurt, dark, carrying, taken }),
    hurtRacks: racksIn(hurt.keys()) - racksIn(dark),
    darkRacks: racksIn(dark),
  };
}

/** What is left of a group's feeds. Those that all hang from one top device fail together: they are one feed. */
function feedsLeft({ feeds }: PositionGroup, gone: ReadonlySet<string>, topOf: (id: string) => string): string[] {
  const alive = feeds.filter((feed) => !gone.has(feed));
  return new Set(alive.map(topOf)).size > 1 ? alive : alive.slice(0, 1);
}

/** Positions that somebody has, by group. */
function takenBy({ positions }: DatacenterSnapshot): Map<string, Set<number>> {
  const taken = new Map<string, Set<number>>();
  for (const { id, groupId, occupancy } of positions)
    if (occupancy !== null) taken.set(groupId, (taken.get(groupId) ?? new Set()).add(id));
  return taken;
}

interface Losses {
  readonly gone: ReadonlySet<string>;
  /** Feeds left, by id of each group that lost one. */
  readonly hurt: ReadonlyMap<string, readonly string[]>;
  readonly dark: ReadonlySet<string>;
  readonly carrying: ReadonlySet<string>;
  readonly taken: ReadonlyMap<string, ReadonlySet<number>>;
}

function without(snapshot: DatacenterSnapshot, { gone, hurt, dark, carrying, taken }: Losses): DatacenterSnapshot {
  const { model } = snapshot;
  const topsGone = new Set(model.devices.filter((d) => d.parentId === null && gone.has(d.id)).map((d) => d.roomId));
  const changed: DatacenterModel = {
    ...model,
    groups: model.groups
      .filter((g) => !dark.has(g.id))
      .map((g) => {
        const feeds = hurt.get(g.id);
        if (!feeds) return g;
        // racks beyond the positions somebody has are in the model alone; they stay counted
        const positions = Math.min(g.positions, taken.get(g.id)?.size ?? 0);
        return { ...g, feeds, positions, ...(feeds.length === 1 ? { singleFeed: true } : {}) };
      }),
    devices: model.devices
      .filter((d) => !gone.has(d.id))
      .map((d) => {
        const onFailover = topsGone.has(d.roomId) || carrying.has(d.id);
        return onFailover ? { ...d, capacityW: d.failoverCapacityW } : d;
      }),
  };
  const isTaken = (groupId: string, id: number) => taken.get(groupId)?.has(id) ?? false;
  return {
    ...snapshot,
    model: changed,
    placed: snapshot.placed.flatMap((lot) => {
      const racks = Object.fromEntries(Object.entries(lot.racks).filter(([groupId]) => !dark.has(groupId)));
      return Object.keys(racks).length > 0 ? [{ ...lot, racks }] : [];
    }),
    positions: snapshot.positions.filter(
      (p) => !dark.has(p.groupId) && (!hurt.has(p.groupId) || isTaken(p.groupId, p.id)),
    ),
    groupPositions: new Map(
      [...snapshot.groupPositions].flatMap(([groupId, ids]) => {
        if (dark.has(groupId)) return [];
        return [[groupId, hurt.has(groupId) ? ids.filter((id) => isTaken(groupId, id)) : ids] as const];
      }),
    ),
  };
}
