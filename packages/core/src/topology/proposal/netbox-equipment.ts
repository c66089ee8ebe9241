import { uniqueCodes } from "./draft";
import { serverTypeKey } from "./netbox-catalog";
import { indexById, type NetboxContext } from "./netbox-context";
import type { NetboxDevice, NetboxDeviceType, NetboxRack } from "./netbox-inventory";
import { carried, notesOf } from "./netbox-notes";
import { datacenterKey } from "./netbox-regions";
import { rackStateOf, serverLifeOf } from "./netbox-states";
import type { ProposedRack, ProposedRackType, ProposedServer, ProposedUnitReservation } from "./types";

export const rackKey = (id: string) => `rack:${id}`;
const deviceKey = (id: string) => `device:${id}`;

export function proposeRacks(
  context: NetboxContext,
  positionOfRack: ReadonlyMap<string, string>,
  typeOfRack: ReadonlyMap<string, ProposedRackType>,
): ProposedRack[] {
  const { inventory, draft } = context;
  const sites = indexById(inventory.sites);
  const wanted = inventory.racks.map((rack) => {
    const code = `${sites.get(rack.siteId)?.slug ?? ""}/${rack.name}`;
    return { key: rackKey(rack.id), code, suffix: rack.id };
  });
  const { codes, changed } = uniqueCodes(wanted);
  const codeText = { subject: "codes of racks", what: "the id was added to the code", why: "names repeat in the site" };
  draft.assume("code", "rack #id", codeText, changed);
  return inventory.racks.map((rack) => {
    const key = rackKey(rack.id);
    const state = rackStateOf(rack.status, carried(rack, "state"));
    if (rack.status !== "active") {
      const text = {
        subject: "states of racks",
        what: `status ${rack.status} read as ${state}`,
        why: "the states of NetBox differ",
      };
      draft.assume("rack_state", `${rack.status} as ${state}`, text, [key]);
    }
    return draft.noun<ProposedRack>("rack", {
      key,
      provenance: "recorded",
      code: codes.get(key) ?? key,
      datacenterKey: datacenterKey(rack.siteId),
      positionKey: positionOfRack.get(rack.id) ?? "",
      rackTypeKey: typeOfRack.get(rack.id)?.key ?? "",
      heightU: rack.heightU,
      state,
      serial: rack.serial || null,
      ...notesOf(rack),
    });
  });
}

interface Units {
  /** Lowest unit from 1 at the bottom, and how many, halves too. */
  readonly startU: number;
  readonly heightU: number;
}

/** Units in Headroom's numbering: from 1, upwards. */
export function unitsOf(rack: NetboxRack, position: number, heightU: number): Units {
  const lowest = position - rack.startingUnit + 1;
  return { startU: rack.descUnits ? rack.heightU + 2 - (lowest + heightU) : lowest, heightU };
}

/** Devices with a unit in a rack, as servers. The others have no place in Headroom and are listed as left out. */
export function proposeServers(context: NetboxContext): ProposedServer[] {
  const { inventory, draft } = context;
  const racks = indexById(inventory.racks);
  const types = indexById(inventory.deviceTypes);
  const servers: ProposedServer[] = [];
  const homeless: string[] = [];
  const unitless: string[] = [];
  const names = new Set<string>();
  for (const device of inventory.devices) {
    const rack = device.rackId === null ? undefined : racks.get(device.rackId);
    const type = types.get(device.deviceTypeId);
    if (rack === undefined) homeless.push(deviceKey(device.id));
    else if (type === undefined || device.position === null || type.heightU === 0) unitless.push(deviceKey(device.id));
    else
      servers.push(
        toServer(context, { device, rack, type, units: unitsOf(rack, device.position, type.heightU) }, names),
      );
  }
  const subject = "devices";
  draft.assume(
    "left_out",
    "devices in no rack",
    { subject, what: "kept for exports only", why: "a server stands in a rack" },
    homeless,
  );
  draft.assume(
    "left_out",
    "devices in no unit",
    { subject, what: "kept for exports only", why: "a server takes units of its rack" },
    unitless,
  );
  return servers;
}

const faceOf = (device: NetboxDevice, type: NetboxDeviceType) => (type.fullDepth ? "both" : (device.face ?? "front"));

function toServer(
  { draft }: NetboxContext,
  { device, rack, type, units }: { device: NetboxDevice; rack: NetboxRack; type: NetboxDeviceType; units: Units },
  names: Set<string>,
): ProposedServer {
  const key = deviceKey(device.id);
  const subject = "servers";
  const named = device.name.trim() !== "";
  if (!named) {
    const text = { subject, what: "named after their type and id", why: "the device has no name in NetBox" };
    draft.assume("server_name", "type #id", text, [key]);
  }
  // NetBox tells devices of one name apart by their tenants
  const name =
    named && !names.has(`${rack.id}/${device.name}`)
      ? device.name
      : `${named ? device.name : type.model} #${device.id}`;
  if (named && name !== device.name) {
    const text = { subject, what: "the id was added to the name", why: "names repeat in the rack" };
    draft.assume("server_name", "name #id", text, [key]);
  }
  names.add(`${rack.id}/${name}`);
  const life = serverLifeOf(device.status, carried(device, "state"));
  const word = life.condition === "ok" ? life.state : `${life.state}, ${life.condition}`;
  if (device.status !== "active" && device.status !== life.state) {
    const text = {
      subject,
      what: `status ${device.status} read as ${word}`,
      why: "the states of NetBox differ",
    };
    draft.assume("server_state", `${device.status} as ${word}`, text, [key]);
  }
  if (rack.descUnits || rack.startingUnit !== 1) {
    const text = {
      subject,
      what: "units counted from 1 at the bottom",
      why: "the rack counts from the top or from another number",
    };
    draft.assume("unit_numbering", "from 1 upwards", text, [rackKey(rack.id)]);
  }
  return draft.noun<ProposedServer>("server", {
    key,
    provenance: "recorded",
    rackKey: rackKey(rack.id),
    serverTypeKey: serverTypeKey(type.id),
    name,
    serial: device.serial || null,
    assetTag: device.assetTag,
    startU: units.startU,
    heightU: units.heightU,
    face: faceOf(device, type),
    mountedOn: device.face ?? "front",
    ...life,
    ...notesOf(device),
  });
}

export function proposeUnitReservations({ inventory, draft }: NetboxContext): ProposedUnitReservation[] {
  const racks = indexById(inventory.racks);
  const tenants = indexById(inventory.tenants);
  return inventory.rackReservations.flatMap((reservation) => {
    const rack = racks.get(reservation.rackId);
    if (rack === undefined) return [];
    const tenant = reservation.tenantId === null ? undefined : tenants.get(reservation.tenantId);
    const user = reservation.userId === null ? "unknown" : `NetBox user ${reservation.userId}`;
    return reservation.units.map((unit) =>
      draft.noun<ProposedUnitReservation>("rack_unit_reservation", {
        key: `reservation:${reservation.id}/unit:${unit}`,
        provenance: "recorded",
        rackKey: rackKey(rack.id),
        unit: unitsOf(rack, unit, 1).startU,
        owner: carried(reservation, "owner") ?? tenant?.name ?? user,
        reason: reservation.description || "reserved in NetBox",
        ...notesOf(reservation),
      }),
    );
  });
}
