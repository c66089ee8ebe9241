import type { DatacenterModel, FreezeWindow, NetworkZone, PositionGroup } from "@headroom/core/topology/datacenter";
import { MAX_FEEDS, MAX_KG, MAX_PORTS, MAX_POSITIONS, MAX_WATTS } from "@headroom/core/topology/faults";
import { optional } from "./instance-read";
import type { Json, JsonObject } from "./json";
import type { Shape } from "./shape";

/** `/1` has exactly two feeds a group; `/2` two to six, or one where it says so. */
function readFeeds(s: Shape, value: Json | undefined, path: string, isTwo: boolean): string[] {
  const feeds = s.list(value, path);
  const found = `${feeds.length} feed${feeds.length === 1 ? "" : "s"}`;
  if (Array.isArray(value) && isTwo && feeds.length !== 2) s.fault(path, "exactly two feeds", found);
  else if (feeds.length > MAX_FEEDS) s.fault(path, `at most ${MAX_FEEDS} feeds`, found);
  return feeds.map((feed, k) => s.text(feed, `${path}[${k}]`));
}

function readGroup(s: Shape, item: JsonObject, path: string, more: boolean): PositionGroup {
  return {
    id: s.text(item.id, `${path}.id`),
    rowId: s.text(item.row, `${path}.row`),
    positions: s.whole(item.positions, `${path}.positions`, 0, MAX_POSITIONS),
    feeds: readFeeds(s, item.feeds, `${path}.feeds`, !more),
    coolingZoneId: s.text(item.coolingZone, `${path}.coolingZone`),
    ...(more
      ? optional(item, path, {
          blocked: (value, at) => s.whole(value, at, 0, MAX_POSITIONS),
          positionWeightLimitKg: (value, at) => s.amount(value, at, MAX_KG),
          singleFeed: (value, at) => s.yesNo(value, at),
        })
      : {}),
  };
}

function readFreeze(s: Shape, datacenter: string, item: JsonObject, path: string): FreezeWindow {
  const scope = s.oneOf(item.scope, `${path}.scope`, ["datacenter", "room", "row"] as const);
  return {
    scope,
    // there is but one datacenter in a file
    id: scope === "datacenter" ? datacenter : s.text(item.id, `${path}.id`),
    from: s.day(item.from, `${path}.from`),
    to: s.day(item.to, `${path}.to`),
    reason: item.reason === undefined ? "" : s.text(item.reason, `${path}.reason`),
  };
}

/** The datacenter of an instance called `name`. `more`: whether the keys of `/2` are read. */
export function readModel(s: Shape, name: string, dc: JsonObject, more: boolean): DatacenterModel {
  const each = <T>(key: string, read: (item: JsonObject, path: string) => T, least = 1): T[] =>
    s.list(dc[key], `$.datacenter.${key}`, least).map((item, i) => {
      const path = `$.datacenter.${key}[${i}]`;
      return read(s.object(item, path), path);
    });
  const maybe = <T>(key: string, read: (item: JsonObject, path: string) => T): T[] =>
    more && dc[key] !== undefined ? each(key, read, 0) : [];
  const networkZones = maybe(
    "networkZones",
    (item, path): NetworkZone => ({
      id: s.text(item.id, `${path}.id`),
      roomId: s.text(item.room, `${path}.room`),
      ports: s.whole(item.ports, `${path}.ports`, 0, MAX_PORTS),
    }),
  );
  const freezes = maybe("freezes", (item, path) => readFreeze(s, name, item, path));
  return {
    id: name,
    rooms: each("rooms", (item, path) => ({
      id: s.text(item.id, `${path}.id`),
      ...(more ? optional(item, path, { weightLimitKg: (value, at) => s.amount(value, at, MAX_KG) }) : {}),
    })),
    rows: each("rows", (item, path) => ({
      id: s.text(item.id, `${path}.id`),
      roomId: s.text(item.room, `${path}.room`),
      ...(more ? readRowMore(s, item, path) : {}),
    })),
    groups: each("positionGroups", (item, path) => readGroup(s, item, path, more)),
    devices: each("powerDevices", (item, path) => ({
      id: s.text(item.id, `${path}.id`),
      parentId: item.parent === null ? null : s.text(item.parent, `${path}.parent`),
      roomId: s.text(item.room, `${path}.room`),
      capacityW: s.amount(item.capacityW, `${path}.capacityW`, MAX_WATTS),
      failoverCapacityW: s.amount(item.failoverCapacityW, `${path}.failoverCapacityW`, MAX_WATTS),
    })),
    coolingZones: each("coolingZones", (item, path) => ({
      id: s.text(item.id, `${path}.id`),
      roomId: s.text(item.room, `${path}.room`),
      capacityW: s.amount(item.capacityW, `${path}.capacityW`, MAX_WATTS),
    })),
    ...(networkZones.length > 0 ? { networkZones } : {}),
    ...(freezes.length > 0 ? { freezes } : {}),
  };
}

function readRowMore(s: Shape, item: JsonObject, path: string) {
  const { tags, ports, networkZone, faultDomain } = optional(item, path, {
    tags: (value, at) => s.list(value, at).map((tag, i) => s.text(tag, `${at}[${i}]`)),
    ports: (value, at) => s.whole(value, at, 0, MAX_PORTS),
    networkZone: (value, at) => s.text(value, at),
    faultDomain: (value, at) => s.text(value, at),
  });
  return {
    ...(tags && { tags }),
    ...(ports !== undefined && { ports }),
    ...(networkZone !== undefined && { networkZoneId: networkZone }),
    ...(faultDomain !== undefined && { faultDomain }),
  };
}
