import { loadsOf } from "@headroom/core/capacity/loads";
import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { PlacementRequest, RackDemandSpec } from "@headroom/core/planning/placement/types";
import { compileDatacenter } from "@headroom/core/topology/compiled";
import type { DatacenterModel, PlacedRacks } from "@headroom/core/topology/datacenter";
import { MAX_POSITIONS, MAX_WATTS, type TopologyFault } from "@headroom/core/topology/faults";
import { textOf } from "./bytes";
import { clipped, type FileFault, show } from "./fault";
import { type Json, type JsonObject, parseJson } from "./json";
import { Shape } from "./shape";

export const INSTANCE_FORMAT = "headroom.placement-instance/1";

/** A placement instance (format `headroom.placement-instance/1`). */
export interface PlacementInstance {
  readonly name: string;
  readonly model: DatacenterModel;
  readonly placed: readonly PlacedRacks[];
  readonly history: readonly RackDemandSpec[];
  readonly batchSize: number;
  readonly requests: readonly PlacementRequest[];
}

const MAX_REWARD = 1e12;

function readFeeds(s: Shape, value: Json | undefined, path: string): string[] {
  const feeds = s.list(value, path);
  if (Array.isArray(value) && feeds.length !== 2) s.fault(path, "exactly two feeds", `${feeds.length} feeds`);
  return feeds.map((feed, k) => s.text(feed, `${path}[${k}]`));
}

function readModel(s: Shape, name: string, dc: JsonObject): DatacenterModel {
  const each = <T>(key: string, read: (item: JsonObject, path: string) => T): T[] =>
    s.list(dc[key], `$.datacenter.${key}`, 1).map((item, i) => {
      const path = `$.datacenter.${key}[${i}]`;
      return read(s.object(item, path), path);
    });
  return {
    id: name,
    rooms: each("rooms", (item, path) => ({ id: s.text(item.id, `${path}.id`) })),
    rows: each("rows", (item, path) => ({
      id: s.text(item.id, `${path}.id`),
      roomId: s.text(item.room, `${path}.room`),
    })),
    groups: each("positionGroups", (item, path) => ({
      id: s.text(item.id, `${path}.id`),
      rowId: s.text(item.row, `${path}.row`),
      positions: s.whole(item.positions, `${path}.positions`, 0, MAX_POSITIONS),
      feeds: readFeeds(s, item.feeds, `${path}.feeds`),
      coolingZoneId: s.text(item.coolingZone, `${path}.coolingZone`),
    })),
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
  };
}

function readDemand(s: Shape, item: JsonObject, path: string): RackDemandSpec {
  return {
    racks: s.whole(item.racks, `${path}.racks`, 1, Number.MAX_SAFE_INTEGER),
    powerW: s.amount(item.powerW, `${path}.powerW`, MAX_WATTS),
    coolingW: s.amount(item.coolingW, `${path}.coolingW`, MAX_WATTS),
  };
}

function readPlaced(s: Shape, item: JsonObject, path: string): PlacedRacks {
  const racks: Record<string, number> = {};
  const counts = Object.entries(s.object(item.racks, `${path}.racks`));
  for (const [group, count] of counts) {
    const value = s.whole(count, `${path}.racks[${show(group)}]`, 1, MAX_POSITIONS);
    // a plain assignment would lose a group that is called __proto__
    Object.defineProperty(racks, group, { value, enumerable: true });
  }
  if (counts.length === 0) s.fault(`${path}.racks`, "at least one group", "none");
  return {
    id: s.text(item.request, `${path}.request`),
    kind: "occupied",
    rowId: s.text(item.row, `${path}.row`),
    racks,
    powerW: s.amount(item.powerW, `${path}.powerW`, MAX_WATTS),
    coolingW: s.amount(item.coolingW, `${path}.coolingW`, MAX_WATTS),
  };
}

const TABLE = {
  room: "rooms",
  row: "rows",
  group: "positionGroups",
  device: "powerDevices",
  coolingZone: "coolingZones",
  networkZone: "networkZones",
  freeze: "freezes",
} as const satisfies Record<TopologyFault["kind"], string>;
const FIELD: Record<string, string> = {
  roomId: "room",
  rowId: "row",
  coolingZoneId: "coolingZone",
  parentId: "parent",
};

/** A topology's fault in words and paths of the file. */
function topologyFault(s: Shape, model: DatacenterModel, fault: TopologyFault): void {
  const items = {
    rooms: model.rooms,
    rows: model.rows,
    positionGroups: model.groups,
    powerDevices: model.devices,
    coolingZones: model.coolingZones,
    networkZones: model.networkZones ?? [],
    freezes: model.freezes ?? [],
  }[TABLE[fault.kind]];
  const same = items.flatMap((item, i) => (item.id === fault.id ? [i] : []));
  const index = fault.code === "duplicate-id" ? same.at(-1) : same[0];
  const expected: Record<TopologyFault["code"], string> = {
    "duplicate-id": "an id that no other has",
    "unknown-id": "an id that exists",
    cycle: "parents that end at a top device",
    "other-room": "something in the same room",
    "number-of-feeds": "exactly two feeds",
    "same-top": "feeds under different top devices",
    "not-a-whole-number": "a whole number",
    "not-a-number": "a number",
    "not-a-day": "a day",
  };
  const path = `$.datacenter.${TABLE[fault.kind]}[${index ?? "?"}].${FIELD[fault.field] ?? fault.field}`;
  s.fault(path, expected[fault.code], clipped(fault.message));
}

function checkIds(s: Shape, instance: PlacementInstance): void {
  const seen = new Map<string, string>();
  const check = (id: string, path: string) => {
    const before = seen.get(id);
    if (before !== undefined) s.fault(path, "an id that no other has", `${show(id)}, as in ${before}`);
    else seen.set(id, path);
  };
  instance.placed.forEach((p, i) => {
    check(p.id, `$.placed[${i}].request`);
  });
  instance.requests.forEach((r, i) => {
    check(r.id, `$.requests[${i}].id`);
  });
}

function checkPhysics(s: Shape, { model, placed }: PlacementInstance): void {
  const compiled = compileDatacenter(model);
  if (!compiled.ok) {
    for (const fault of compiled.error) topologyFault(s, model, fault);
    return;
  }
  const loads = loadsOf(compiled.value, placed);
  if (!loads.ok) {
    for (const fault of loads.error) {
      const index = placed.findIndex((p) => p.id === fault.placedId);
      s.fault(`$.placed[${index}]`, "racks in groups of the row it names", clipped(fault.message));
    }
    return;
  }
  for (const v of loads.value.violations()) {
    const failure = v.failedTopId === undefined ? "" : ` when ${v.failedTopId} fails`;
    s.fault(
      "$.placed",
      `racks that break no limit`,
      clipped(`${v.limit}: ${v.id}${failure} has ${v.load} of ${v.capacity}`),
    );
  }
}

/** Reads an instance from parsed JSON. */
function readInstance(s: Shape, root: JsonObject): PlacementInstance {
  if (root.format !== INSTANCE_FORMAT) s.fault("$.format", show(INSTANCE_FORMAT), show(root.format));
  const name = s.text(root.name, "$.name");
  const items = <T>(key: string, read: (item: JsonObject, path: string) => T): T[] =>
    s.list(root[key], `$.${key}`).map((item, i) => read(s.object(item, `$.${key}[${i}]`), `$.${key}[${i}]`));
  return {
    name,
    model: readModel(s, name, s.object(root.datacenter, "$.datacenter")),
    placed: items("placed", (item, path) => readPlaced(s, item, path)),
    history: items("history", (item, path) => readDemand(s, item, path)),
    batchSize: s.whole(root.batchSize, "$.batchSize", 1, Number.MAX_SAFE_INTEGER),
    requests: items("requests", (item, path) => ({
      id: s.text(item.id, `${path}.id`),
      ...readDemand(s, item, path),
      reward: s.amount(item.reward, `${path}.reward`, MAX_REWARD),
    })),
  };
}

/** Parses an instance file (UTF-8 JSON, plain or gzip), or returns everything that is wrong with it. */
export function parseInstance(file: string, bytes: Uint8Array): Result<PlacementInstance, readonly FileFault[]> {
  const text = textOf(file, bytes);
  if (!text.ok) return err([text.error]);
  const json = parseJson(file, text.value);
  if (!json.ok) return err([json.error]);
  const s = new Shape(file);
  const instance = readInstance(s, s.object(json.value, "$"));
  if (s.faults.length === 0) checkIds(s, instance);
  if (s.faults.length === 0) checkPhysics(s, instance);
  return s.faults.length > 0 ? err(s.faults) : ok(instance);
}
