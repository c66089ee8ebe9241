import { type Draft, uniqueCodes } from "./draft";
import { serverTypeKey } from "./netbox-catalog";
import { indexById, type NetboxContext } from "./netbox-context";
import type { NetboxDevice, NetboxDeviceType, NetboxInventory, NetboxRack } from "./netbox-inventory";
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

/** Says of a server what was assumed; `value` as in Draft.assume. */
type Assume = Draft["assume"];
type ServerFields = Omit<ProposedServer, "ref">;

/** Devices with a unit in a rack, as servers. The others have no place in Headroom and are listed as left out. */
export function proposeServers(context: NetboxContext): ProposedServer[] {
  const { inventory, draft } = context;
  const homeless: string[] = [];
  const unitless: string[] = [];
  const read = serverReader(inventory);
  const servers = inventory.devices.flatMap((device) => {
    const found = read(device, (...assumed) => draft.assume(...assumed));
    if (found === "homeless") homeless.push(deviceKey(device.id));
    else if (found === "unitless") unitless.push(deviceKey(device.id));
    else return [draft.noun<ProposedServer>("server", found)];
    return [];
  });
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

/**
 * Reads devices as servers, one after the other in the order of their numbers: of two that are called the same in a rack the later gets its number. Held are
 * the names that it was given, or of these only `contested` ones (`RACK/NAME`), where it is known which names several devices of a rack
 * have or that look like one with a number.
 */
export function serverReader(
  { racks, deviceTypes }: Pick<NetboxInventory, "racks" | "deviceTypes">,
  contested?: ReadonlySet<string>,
): (device: NetboxDevice, assume: Assume) => ServerFields | "homeless" | "unitless" {
  const [rackOf, typeOf] = [indexById(racks), indexById(deviceTypes)];
  const names = new Set<string>();
  const take = (name: string) => {
    if (contested?.has(name) ?? true) names.add(name);
  };
  return (device, assume) => {
    const rack = device.rackId === null ? undefined : rackOf.get(device.rackId);
    const type = typeOf.get(device.deviceTypeId);
    if (rack === undefined) return "homeless";
    if (type === undefined || device.position === null || type.heightU === 0) return "unitless";
    const units = unitsOf(rack, device.position, type.heightU);
    const server = toServer({ device, rack, type, units }, names, assume);
    take(`${rack.id}/${server.name}`);
    return server;
  };
}

const faceOf = (device: NetboxDevice, type: NetboxDeviceType) => (type.fullDepth ? "both" : (device.face ?? "front"));

function toServer(
  { device, rack, type, units }: { device: NetboxDevice; rack: NetboxRack; type: NetboxDeviceType; units: Units },
  names: ReadonlySet<string>,
  assume: Assume,
): ServerFields {
  const key = deviceKey(device.id);
  const subject = "servers";
  const named = device.name.trim() !== "";
  if (!named) {
    const text = { subject, what: "named after their type and id", why: "the device has no name in NetBox" };
    assume("server_name", "type #id", text, [key]);
  }
  // NetBox tells devices of one name apart by their tenants
  const name =
    named && !names.has(`${rack.id}/${device.name}`)
      ? device.name
      : `${named ? device.name : type.model} #${device.id}`;
  if (named && name !== device.name) {
    const text = { subject, what: "the id was added to the name", why: "names repeat in the rack" };
    assume("server_name", "name #id", text, [key]);
  }
  const life = serverLifeOf(device.status, carried(device, "state"));
  const word = life.condition === "ok" ? life.state : `${life.state}, ${life.condition}`;
  if (device.status !== "active" && device.status !== life.state) {
    const text = {
      subject,
      what: `status ${device.status} read as ${word}`,
      why: "the states of NetBox differ",
    };
    assume("server_state", `${device.status} as ${word}`, text, [key]);
  }
  if (rack.descUnits || rack.startingUnit !== 1) {
    const text = {
      subject,
      what: "units counted from 1 at the bottom",
      why: "the rack counts from the top or from another number",
    };
    assume("unit_numbering", "from 1 upwards", text, [rackKey(rack.id)]);
  }
  return {
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
  };
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
