import type { Pin, PlacementRequest, RackDemandSpec } from "@headroom/core/planning/placement/types";
import type { KeyRules, OccupancyKind, PlacedRacks } from "@headroom/core/topology/datacenter";
import { MAX_KG, MAX_PORTS, MAX_POSITIONS, MAX_WATTS } from "@headroom/core/topology/faults";
import { show } from "./fault";
import type { Json, JsonObject } from "./json";
import type { Shape } from "./shape";

/** Requests, racks and what is said of them. `more`: whether the keys of `headroom.placement-instance/2` are read; in `/1` they are ignored. */

const MAX_REWARD = 1e12;
/** Most racks of one request: beyond any floor it is a slip of the keys, not a wish. */
const MAX_RACKS = MAX_POSITIONS;
const SCOPES = ["row", "room", "topDevice", "faultDomain"] as const;
const KINDS = ["occupied", "committed", "held", "reserved"] as const satisfies readonly OccupancyKind[];

const texts = (s: Shape, value: Json | undefined, path: string): string[] =>
  s.list(value, path).map((item, i) => s.text(item, `${path}[${i}]`));

/** The fields that are there; absent ones stay absent. */
export function optional<T extends Record<string, (value: Json, path: string) => unknown>>(
  item: JsonObject,
  path: string,
  fields: T,
): { [K in keyof T]?: ReturnType<T[K]> } {
  const out: { [K in keyof T]?: ReturnType<T[K]> } = {};
  for (const name of Object.keys(fields) as (keyof T & string)[]) {
    const value = item[name];
    if (value !== undefined) out[name] = fields[name]!(value, `${path}.${name}`) as ReturnType<T[typeof name]>;
  }
  return out;
}

function readRules(s: Shape, item: JsonObject, path: string): KeyRules {
  const rule = (value: Json, at: string) => {
    const { key, scope } = s.object(value, at);
    return { key: s.text(key, `${at}.key`), scope: s.oneOf(scope, `${at}.scope`, SCOPES) };
  };
  return optional(item, path, {
    spread: (value, at) => ({
      ...rule(value, at),
      maxRacksPerDomain: s.whole(s.object(value, at).maxRacksPerDomain, `${at}.maxRacksPerDomain`, 0, MAX_POSITIONS),
    }),
    antiAffinity: rule,
    affinity: rule,
  });
}

function readNeeds(s: Shape, item: JsonObject, path: string, more: boolean) {
  const base = {
    powerW: s.amount(item.powerW, `${path}.powerW`, MAX_WATTS),
    coolingW: s.amount(item.coolingW, `${path}.coolingW`, MAX_WATTS),
  };
  if (!more) return base;
  return {
    ...base,
    ...optional(item, path, {
      weightKg: (value, at) => s.amount(value, at, MAX_KG),
      ports: (value, at) => s.whole(value, at, 0, MAX_PORTS),
    }),
  };
}

export const readDemand = (s: Shape, item: JsonObject, path: string, more: boolean): RackDemandSpec => ({
  racks: s.whole(item.racks, `${path}.racks`, 1, MAX_RACKS),
  ...readNeeds(s, item, path, more),
});

/** Racks by group, at least one group. */
function readRacks(s: Shape, item: JsonObject, path: string): Record<string, number> {
  const racks: Record<string, number> = {};
  const counts = Object.entries(s.object(item.racks, `${path}.racks`));
  for (const [group, count] of counts) {
    const value = s.whole(count, `${path}.racks[${show(group)}]`, 1, MAX_POSITIONS);
    // a plain assignment would lose a group that is called __proto__
    Object.defineProperty(racks, group, { value, enumerable: true });
  }
  if (counts.length === 0) s.fault(`${path}.racks`, "at least one group", "none");
  return racks;
}

export const readPlaced = (s: Shape, item: JsonObject, path: string, more: boolean): PlacedRacks => ({
  id: s.text(item.request, `${path}.request`),
  kind: more && item.kind !== undefined ? s.oneOf(item.kind, `${path}.kind`, KINDS) : "occupied",
  rowId: s.text(item.row, `${path}.row`),
  racks: readRacks(s, item, path),
  ...readNeeds(s, item, path, more),
  ...(more ? readRules(s, item, path) : {}),
});

export function readRequest(s: Shape, item: JsonObject, path: string, more: boolean): PlacementRequest {
  const base = {
    id: s.text(item.id, `${path}.id`),
    ...readDemand(s, item, path, more),
    reward: s.amount(item.reward, `${path}.reward`, MAX_REWARD),
  };
  if (!more) return base;
  const list = (value: Json, at: string) => texts(s, value, at);
  const lists = optional(item, path, {
    requiredTags: list,
    allowedRows: list,
    allowedRooms: list,
    forbiddenRows: list,
    neededBy: (value, at) => s.day(value, at),
  });
  const { requiredTags, allowedRows, allowedRooms, forbiddenRows, neededBy } = lists;
  return {
    ...base,
    ...(requiredTags && { requiredTags }),
    ...(allowedRows && { allowedRowIds: allowedRows }),
    ...(allowedRooms && { allowedRoomIds: allowedRooms }),
    ...(forbiddenRows && { forbiddenRowIds: forbiddenRows }),
    ...(neededBy !== undefined && { neededBy }),
    ...readRules(s, item, path),
  };
}

export const readPin = (s: Shape, item: JsonObject, path: string): Pin => ({
  requestId: s.text(item.request, `${path}.request`),
  rowId: s.text(item.row, `${path}.row`),
  racks: readRacks(s, item, path),
});
