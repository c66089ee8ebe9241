/**
 * The rules a proposal keeps so that the database takes it: the same ones, checked before anything is written. An empty result means
 * that every key, code and reference is good, every position has two feeds under different top devices of its room, and nothing
 * overlaps in a rack. Linear in the size of the proposal.
 */
import type { ImportProposal, ProposedNoun, ProposedNouns, ProposedPowerDevice } from "./types";

export type ProposalRule =
  | "key"
  | "code"
  | "reference"
  | "feeds"
  | "power_tree"
  | "room"
  | "rack_position"
  | "rack_height"
  | "units";

export interface ProposalProblem {
  readonly rule: ProposalRule;
  readonly key: string;
  readonly detail: string;
}

type Report = (rule: ProposalRule, key: string, detail: string) => void;

export function checkProposal(proposal: ImportProposal): ProposalProblem[] {
  const problems: ProposalProblem[] = [];
  const report: Report = (rule, key, detail) => problems.push({ rule, key, detail });
  checkKeys(proposal, report);
  checkCodes(proposal, report);
  checkReferences(proposal, report);
  checkTrees(proposal.powerDevices, report);
  checkPositions(proposal, report);
  checkRacks(proposal, report);
  return problems;
}

const LISTS = [
  "regions",
  "zones",
  "datacenters",
  "rooms",
  "rows",
  "coolingZones",
  "powerDevices",
  "positions",
  "families",
  "serverTypes",
  "rackTypes",
  "racks",
  "servers",
  "unitReservations",
  "requests",
] as const satisfies readonly (keyof ProposedNouns)[];

function checkKeys(proposal: ImportProposal, report: Report): void {
  for (const list of LISTS) {
    const nouns: readonly ProposedNoun[] = proposal[list];
    unique(list, nouns, (noun) => noun.key, "key", report);
    for (const noun of nouns) {
      const { source, externalId, digest } = noun.ref;
      const good = source === proposal.source && externalId === noun.key && digest !== "";
      if (!good) report("key", noun.key, "its external identity is not its own");
    }
  }
}

function checkCodes(p: ImportProposal, report: Report): void {
  const each = <T extends { readonly key: string }>(what: string, list: readonly T[], codeOf: (noun: T) => string) =>
    unique(what, list, codeOf, "code", report);
  each("region code", p.regions, (r) => r.code);
  each("zone code", p.zones, (z) => `${z.regionKey}\n${z.code}`);
  each("datacenter code", p.datacenters, (d) => d.code);
  each("room code", p.rooms, (r) => `${r.datacenterKey}\n${r.code}`);
  each("network zone code", p.networkZones ?? [], (z) => `${z.roomKey}\n${z.code}`);
  each("row code", p.rows, (r) => `${r.roomKey}\n${r.code}`);
  each("row sequence", p.rows, (r) => `${r.roomKey}\n${r.sequence}`);
  each("cooling zone code", p.coolingZones, (z) => `${z.roomKey}\n${z.code}`);
  each("power device code", p.powerDevices, (d) => `${d.roomKey}\n${d.code}`);
  each("position number", p.positions, (n) => `${n.rowKey}\n${n.number}`);
  each("family code", p.families, (f) => f.code);
  each("server type code", p.serverTypes, (t) => t.code);
  each("rack type code", p.rackTypes, (t) => t.code);
  each("rack code", p.racks, (r) => r.code);
  each("position of a rack", p.racks, (r) => r.positionKey);
  each("reserved unit", p.unitReservations, (u) => `${u.rackKey}\n${u.unit}`);
}

function unique<T extends { readonly key: string }>(
  what: string,
  list: readonly T[],
  keyOf: (noun: T) => string,
  rule: ProposalRule,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const noun of list) {
    const value = keyOf(noun);
    if (seen.has(value)) report(rule, noun.key, `${what} repeats: ${value}`);
    seen.add(value);
  }
}

function checkReferences(p: ImportProposal, report: Report): void {
  const keys = (list: readonly { readonly key: string }[]) => new Set(list.map((noun) => noun.key));
  const to = <T extends { readonly key: string }>(
    from: readonly T[],
    target: ReadonlySet<string>,
    of: (noun: T) => string,
  ) => {
    for (const noun of from)
      if (!target.has(of(noun))) report("reference", noun.key, `nothing has the key ${of(noun)}`);
  };
  const [regions, datacenters, rooms, racks] = [keys(p.regions), keys(p.datacenters), keys(p.rooms), keys(p.racks)];
  const [families, rackTypes, devices] = [keys(p.families), keys(p.rackTypes), keys(p.powerDevices)];
  to(p.zones, regions, (z) => z.regionKey);
  to(p.datacenters, keys(p.zones), (d) => d.zoneKey);
  to(p.rooms, datacenters, (r) => r.datacenterKey);
  to(p.rows, rooms, (r) => r.roomKey);
  const networkZones = p.networkZones ?? [];
  to(networkZones, rooms, (z) => z.roomKey);
  const zoneKeys = keys(networkZones);
  to(
    p.rows.filter((row) => row.networkZoneKey !== undefined),
    zoneKeys,
    (row) => row.networkZoneKey!,
  );
  to(p.coolingZones, rooms, (z) => z.roomKey);
  to(p.powerDevices, rooms, (d) => d.roomKey);
  to(p.powerDevices, devices, (d) => d.topKey);
  to(p.positions, keys(p.rows), (n) => n.rowKey);
  to(p.positions, rooms, (n) => n.roomKey);
  to(p.positions, keys(p.coolingZones), (n) => n.coolingZoneKey);
  for (const slot of [0, 1] as const) to(p.positions, devices, (n) => n.feeds[slot].deviceKey);
  to(p.serverTypes, families, (t) => t.familyKey);
  to(p.rackTypes, families, (t) => t.familyKey);
  to(p.racks, datacenters, (r) => r.datacenterKey);
  to(p.racks, keys(p.positions), (r) => r.positionKey);
  to(p.racks, rackTypes, (r) => r.rackTypeKey);
  to(p.servers, racks, (s) => s.rackKey);
  to(p.servers, keys(p.serverTypes), (s) => s.serverTypeKey);
  to(p.unitReservations, racks, (u) => u.rackKey);
  to(p.requests, rackTypes, (r) => r.rackTypeKey);
  to(p.requests, regions, (r) => r.regionKey);
  to(p.requests, datacenters, (r) => r.datacenterKey);
}

/** A top device is its own top at depth 0; any other follows its parent, one level below it, in its room, under its top. */
function checkTrees(devices: readonly ProposedPowerDevice[], report: Report): void {
  const before = new Map<string, ProposedPowerDevice>();
  for (const device of devices) {
    const parent = device.parentKey === null ? null : before.get(device.parentKey);
    const good =
      parent === null
        ? device.topKey === device.key && device.depth === 0
        : parent !== undefined &&
          parent.roomKey === device.roomKey &&
          parent.topKey === device.topKey &&
          parent.depth + 1 === device.depth;
    if (!good) report("power_tree", device.key, "does not hang from an earlier device of its room and top");
    before.set(device.key, device);
  }
}

function checkPositions(p: ImportProposal, report: Report): void {
  const devices = new Map(p.powerDevices.map((device) => [device.key, device]));
  const roomOfRow = new Map(p.rows.map((row) => [row.key, row.roomKey]));
  const roomOfZone = new Map(p.coolingZones.map((zone) => [zone.key, zone.roomKey]));
  for (const { key, rowKey, roomKey, coolingZoneKey, feeds } of p.positions) {
    if (roomOfRow.get(rowKey) !== roomKey) report("room", key, "its row is in another room");
    if (roomOfZone.get(coolingZoneKey) !== roomKey) report("room", key, "its cooling zone is in another room");
    const [a, b] = feeds;
    if (a.slot !== "A" || b.slot !== "B") report("feeds", key, "its feeds are not A and B");
    if (a.topKey === b.topKey) report("feeds", key, `both feeds hang from ${a.topKey}`);
    for (const feed of feeds) {
      const device = devices.get(feed.deviceKey);
      if (device?.topKey !== feed.topKey) report("feeds", key, `${feed.deviceKey} does not hang from ${feed.topKey}`);
      if (device?.roomKey !== roomKey) report("feeds", key, `${feed.deviceKey} is in another room`);
    }
  }
}

function checkRacks(p: ImportProposal, report: Report): void {
  const racks = new Map(p.racks.map((rack) => [rack.key, rack]));
  const roomOfPosition = new Map(p.positions.map((position) => [position.key, position.roomKey]));
  const datacenterOfRoom = new Map(p.rooms.map((room) => [room.key, room.datacenterKey]));
  for (const rack of p.racks) {
    const room = roomOfPosition.get(rack.positionKey) ?? "";
    if (datacenterOfRoom.get(room) !== rack.datacenterKey) {
      report("rack_position", rack.key, "its position is in another datacenter");
    }
    if (rack.heightU < 1 || rack.heightU > 100) report("rack_height", rack.key, `${rack.heightU} units`);
  }
  const taken = new Set<string>();
  for (const server of p.servers) {
    const height = racks.get(server.rackKey)?.heightU ?? 0;
    const end = server.startU + server.heightU - 1;
    const halves = Number.isInteger(server.startU * 2) && Number.isInteger(server.heightU * 2);
    if (server.startU < 1 || server.heightU < 0.5 || !halves || end > height) {
      report("units", server.key, `units ${server.startU} to ${end} of ${height}`);
      continue;
    }
    const faces = server.face === "both" ? ["front", "rear"] : [server.face];
    for (let unit = server.startU; unit < server.startU + server.heightU; unit += 0.5) {
      for (const face of faces) {
        const cell = `${server.rackKey}\n${unit}\n${face}`;
        if (taken.has(cell)) report("units", server.key, `unit ${unit} ${face} is taken`);
        taken.add(cell);
      }
    }
  }
  for (const { key, rackKey, unit } of p.unitReservations) {
    const height = racks.get(rackKey)?.heightU ?? 0;
    if (unit < 1 || unit > height) report("units", key, `unit ${unit} of ${height}`);
  }
}
