import { err, ok, type Result } from "../../foundation/result";
import { Draft, MAX_INTEGER } from "./draft";
import { planCatalog } from "./netbox-catalog";
import { indexById, type NetboxContext, sortedById } from "./netbox-context";
import { proposeRacks, proposeServers, proposeUnitReservations, rackKey } from "./netbox-equipment";
import type { NetboxInventory } from "./netbox-inventory";
import { checkNetboxOptions, NETBOX_DEFAULTS, type NetboxOptions, type OptionProblem } from "./netbox-options";
import { planPower, type Slot } from "./netbox-power";
import { proposeSites } from "./netbox-regions";
import { planRooms, type RowPlan } from "./netbox-rooms";
import type { ImportProposal, ProposedCoolingZone, ProposedPosition, ProposedRoom } from "./types";

/**
 * What importing a checked NetBox inventory would create. Everything NetBox lacks (rows, positions, second feeds, cooling, failover
 * limits, zones) is proposed, marked assumed and listed. Racks break no limit: each draws at most what one of its feeds carries.
 * Deterministic, whatever the order of the lists. Errors: options out of range. O(n log n) in the rows of the inventory.
 */
export function proposeNetbox(
  inventory: NetboxInventory,
  options: Partial<NetboxOptions> = {},
): Result<ImportProposal, readonly OptionProblem[]> {
  const all = { ...NETBOX_DEFAULTS, ...options };
  const problems = checkNetboxOptions(all);
  if (problems.length > 0) return err(problems);
  const draft = new Draft(all.source);
  const context: NetboxContext = { inventory: sortedById(inventory), options: all, draft };
  const sites = proposeSites(context);
  const rooms = planRooms(context);
  const slots = rooms.rows.flatMap((plan) => slotsOf(context, plan));
  const power = planPower(context, rooms, slots);
  const catalog = planCatalog(context, power.rackLimitW);
  const coolingZones = proposeCooling(context, rooms.rooms, slots);
  const positions = slots.map((slot) => {
    const feeds = power.feeds.get(slot.key);
    if (feeds === undefined) throw new Error(`position ${slot.key} has no feeds`);
    return draft.noun<ProposedPosition>("position", {
      key: slot.key,
      provenance: "assumed",
      rowKey: slot.rowKey,
      roomKey: slot.roomKey,
      number: slot.number,
      coolingZoneKey: coolingKey(slot.roomKey),
      weightLimitKg: null,
      feeds,
    });
  });
  const positionOfRack = new Map(
    slots.flatMap((slot) => (slot.rackId === null ? [] : [[slot.rackId, slot.key] as const])),
  );
  const racks = proposeRacks(context, positionOfRack, catalog.typeOfRack);
  const servers = proposeServers(context);
  const unitReservations = proposeUnitReservations(context);
  explainPositions(context, slots, rooms.rows);
  leaveOut(context);
  return ok({
    source: all.source,
    ...sites,
    rooms: rooms.rooms,
    rows: rooms.rows.map((plan) => plan.row),
    coolingZones,
    powerDevices: power.devices,
    positions,
    families: catalog.families,
    serverTypes: catalog.serverTypes,
    rackTypes: catalog.rackTypes,
    racks,
    servers,
    unitReservations,
    requests: [],
    assumptions: draft.assumptions(),
  });
}

interface NumberedSlot extends Slot {
  readonly rowKey: string;
  readonly number: number;
}

/** A position for every rack of a row, in order, and the spare ones after them. */
function slotsOf({ options }: NetboxContext, { row, racks }: RowPlan): NumberedSlot[] {
  const { key: rowKey, roomKey } = row;
  const spare = Array.from({ length: options.sparePositionsPerRow }, (_, i) => ({
    key: `${rowKey}/spare:${i + 1}`,
    rowKey,
    roomKey,
    number: racks.length + i + 1,
    rackId: null,
  }));
  const taken = racks.map((rack, i) => ({
    key: `${rackKey(rack.id)}/position`,
    rowKey,
    roomKey,
    number: i + 1,
    rackId: rack.id,
  }));
  return [...taken, ...spare];
}

const coolingKey = (roomKey: string) => `${roomKey}/cooling`;

function proposeCooling({ options, draft }: NetboxContext, rooms: readonly ProposedRoom[], slots: readonly Slot[]) {
  const positions = new Map<string, number>();
  for (const slot of slots) positions.set(slot.roomKey, (positions.get(slot.roomKey) ?? 0) + 1);
  const zones = rooms.map(({ key: roomKey }) =>
    draft.noun<ProposedCoolingZone>("cooling_zone", {
      key: coolingKey(roomKey),
      provenance: "assumed",
      roomKey,
      code: "c1",
      capacityW: Math.min((positions.get(roomKey) ?? 0) * options.rackCoolingW, MAX_INTEGER),
    }),
  );
  const what = `one for each room, ${options.rackCoolingW} W for each of its positions`;
  const text = { subject: "cooling zones", what, why: "NetBox has no cooling", option: "rackCoolingW" };
  draft.assume(
    "cooling_zone",
    "one per room",
    text,
    zones.map((zone) => zone.key),
  );
  return zones;
}

function explainPositions({ draft, options }: NetboxContext, slots: readonly Slot[], rows: readonly RowPlan[]): void {
  const subject = "positions";
  const racked = slots.filter((slot) => slot.rackId !== null).map((slot) => slot.key);
  const spare = slots.filter((slot) => slot.rackId === null).map((slot) => slot.key);
  const why = "NetBox has no positions";
  draft.assume("position", "one per rack", { subject, what: "one for every rack", why }, racked);
  const order = {
    subject: "racks",
    what: "stand in their row in the order of their names",
    why: "NetBox does not say where in a row",
  };
  draft.assume("rack_on_position", "by name", order, racked);
  const spareText = { subject, what: "free positions at the end of every row", why, option: "sparePositionsPerRow" };
  draft.assume("spare_position", `${options.sparePositionsPerRow} per row`, spareText, spare);
  const empty = rows
    .filter((plan) => plan.racks.length === 0 && options.sparePositionsPerRow === 0)
    .map((plan) => plan.row.key);
  const emptyText = {
    subject: "rows",
    what: "created without positions",
    why: "no rack stands in them",
    option: "sparePositionsPerRow",
  };
  draft.assume("row", "empty rows", emptyText, empty);
}

/** Facts of NetBox that Headroom has no place for: given back by exports, and listed, so that nobody misses them in silence. */
function leaveOut({ inventory, draft }: NetboxContext): void {
  const tenants = indexById(inventory.tenants);
  const things = [
    ...inventory.sites.map((site) => ({ key: `site:${site.id}`, tenantId: site.tenantId })),
    ...inventory.racks.map((rack) => ({ key: rackKey(rack.id), tenantId: rack.tenantId })),
    ...inventory.devices.map((device) => ({ key: `device:${device.id}`, tenantId: device.tenantId })),
  ];
  const owned = things.filter(({ tenantId }) => tenantId !== null && tenants.has(tenantId)).map(({ key }) => key);
  const why = "Headroom has no tenants";
  draft.assume(
    "left_out",
    "tenants",
    { subject: "sites, racks and devices", what: "their tenants are kept for exports and not shown", why },
    owned,
  );
  const roles = inventory.devices.filter((device) => device.roleId !== null).map((device) => `device:${device.id}`);
  draft.assume(
    "left_out",
    "device roles",
    { subject: "devices", what: "their roles are kept for exports and not shown", why: "a server has a type only" },
    roles,
  );
  const outlets = inventory.powerOutlets.map((outlet) => `poweroutlet:${outlet.id}`);
  const outletWhy = "Headroom's power tree ends at the feeds of a position";
  draft.assume(
    "left_out",
    "power outlets",
    { subject: "power outlets", what: "kept for exports only", why: outletWhy },
    outlets,
  );
  const tagged = inventory.racks.filter((rack) => rack.assetTag !== null).map((rack) => rackKey(rack.id));
  const tagWhy = "a rack has a serial number only";
  draft.assume(
    "left_out",
    "asset tags of racks",
    { subject: "racks", what: "their asset tags are kept for exports and not shown", why: tagWhy },
    tagged,
  );
}
