import { brokenLimits } from "@headroom/core/planning/placement/broken";
import { problemFaults } from "@headroom/core/planning/placement/problem-faults";
import type { PlacementProblem } from "@headroom/core/planning/placement/types";
import { compileDatacenter } from "@headroom/core/topology/compiled";
import type { DatacenterModel } from "@headroom/core/topology/datacenter";
import type { TopologyFault } from "@headroom/core/topology/faults";
import { clipped, show } from "./fault";
import type { PlacementInstance } from "./instance";
import { type Shape, UNKNOWN } from "./shape";

/** What contradicts itself in an instance whose values may each be fine: every fault with its path, so that one reading mends the file. */

const TABLE = {
  room: "rooms",
  row: "rows",
  group: "positionGroups",
  device: "powerDevices",
  coolingZone: "coolingZones",
  networkZone: "networkZones",
  freeze: "freezes",
} as const satisfies Record<TopologyFault["kind"], string>;

/** Names of the model's and the problem's fields in the file. */
const FIELD: Readonly<Record<string, string>> = {
  roomId: "room",
  rowId: "row",
  coolingZoneId: "coolingZone",
  networkZoneId: "networkZone",
  parentId: "parent",
  requestId: "request",
  allowedRowIds: "allowedRows",
  allowedRoomIds: "allowedRooms",
  forbiddenRowIds: "forbiddenRows",
};

const EXPECTED: Readonly<Record<TopologyFault["code"], string>> = {
  "duplicate-id": "an id that no other has",
  "unknown-id": UNKNOWN,
  cycle: "parents that end at a top device",
  "other-room": "something in the same room",
  "number-of-feeds": "two to six feeds, or one with singleFeed",
  "same-top": "feeds under different top devices",
  "too-many": "a floor of a size that can be planned",
  "not-a-whole-number": "a whole number",
  "not-a-number": "a number",
  "not-a-day": "a day",
};

const itemsOf = (
  model: DatacenterModel,
): Readonly<Record<TopologyFault["kind"], readonly { readonly id: string }[]>> => ({
  room: model.rooms,
  row: model.rows,
  group: model.groups,
  device: model.devices,
  coolingZone: model.coolingZones,
  networkZone: model.networkZones ?? [],
  // windows have no ids: a fault names them by their index
  freeze: (model.freezes ?? []).map((_, i) => ({ id: String(i) })),
});

/** A topology's faults in words and paths of the file. */
function topologyFaults(s: Shape, model: DatacenterModel, faults: readonly TopologyFault[]): void {
  const items = itemsOf(model);
  const first = new Map<string, number>();
  for (const [kind, list] of Object.entries(items))
    list.forEach(({ id }, i) => {
      const key = `${kind} ${id}`;
      if (!first.has(key)) first.set(key, i);
    });
  for (const fault of faults) {
    const index = fault.index ?? first.get(`${fault.kind} ${fault.id}`) ?? "?";
    const path = `$.datacenter.${TABLE[fault.kind]}[${index}].${FIELD[fault.field] ?? fault.field}`;
    s.contradiction(path, EXPECTED[fault.code], clipped(fault.message));
  }
}

function checkRowsHaveGroups(s: Shape, { rows, groups }: DatacenterModel): void {
  const used = new Set(groups.map((group) => group.rowId));
  rows.forEach(({ id }, i) => {
    if (!used.has(id)) s.contradiction(`$.datacenter.rows[${i}]`, "a row with position groups", `none in ${show(id)}`);
  });
}

/** Racks stand in groups of the row they name. */
function checkPlaced(s: Shape, { model, placed }: PlacementInstance): void {
  const rows = new Set(model.rows.map((row) => row.id));
  const rowOf = new Map(model.groups.map((group) => [group.id, group.rowId]));
  placed.forEach(({ rowId, racks }, i) => {
    const path = `$.placed[${i}]`;
    if (!rows.has(rowId)) s.contradiction(`${path}.row`, "a row that exists", show(rowId));
    for (const group of Object.keys(racks)) {
      const found = rowOf.get(group);
      if (found === undefined) s.contradiction(`${path}.racks[${show(group)}]`, "a group that exists", show(group));
      else if (found !== rowId && rows.has(rowId))
        s.contradiction(`${path}.racks[${show(group)}]`, `a group of row ${show(rowId)}`, `one of ${show(found)}`);
    }
  });
}

function checkIds(s: Shape, { placed, requests }: PlacementInstance): void {
  const seen = new Map<string, string>();
  const check = (id: string, path: string) => {
    const before = seen.get(id);
    if (before === undefined) seen.set(id, path);
    else s.contradiction(path, "an id that no other has", `${show(id)}, as in ${before}`);
  };
  placed.forEach((p, i) => {
    check(p.id, `$.placed[${i}].request`);
  });
  requests.forEach((r, i) => {
    check(r.id, `$.requests[${i}].id`);
  });
}

/** The file's path of a problem's: `requests[3].allowedRowIds[0]` is `$.requests[3].allowedRows[0]`. */
const filePath = (path: string): string => `$.${path.replace(/[A-Za-z]+/g, (name) => FIELD[name] ?? name)}`;

function checkProblem(s: Shape, instance: PlacementInstance): void {
  const problem: PlacementProblem = { ...instance, mode: "online", policy: "place-all" };
  for (const { path, message } of problemFaults(problem)) {
    // ids were checked with the path of the other one
    if (!path.endsWith(".id")) s.contradiction(filePath(path), "what agrees with the rest", clipped(message));
  }
}

/** Racks that stand break no limit. Asked only of a file without other faults: with them, sums mean nothing. */
function checkLimits(s: Shape, { model, placed }: PlacementInstance): void {
  const dc = compileDatacenter(model);
  if (!dc.ok) return;
  for (const { limit, subjectId, failedTopId, key, load, capacity } of brokenLimits(dc.value, placed)) {
    const failure = failedTopId === undefined ? "" : ` when ${failedTopId} fails`;
    const rule = key === undefined ? "" : ` for key ${key}`;
    const found = `${limit}: ${subjectId}${failure}${rule} has ${load} of ${capacity}`;
    s.fault("$.placed", "racks that break no limit", clipped(found));
  }
}

export function checkInstance(s: Shape, instance: PlacementInstance): void {
  const compiled = compileDatacenter(instance.model);
  if (!compiled.ok) topologyFaults(s, instance.model, compiled.error);
  checkRowsHaveGroups(s, instance.model);
  checkIds(s, instance);
  checkPlaced(s, instance);
  checkProblem(s, instance);
  if (s.faults.length === 0) checkLimits(s, instance);
}
