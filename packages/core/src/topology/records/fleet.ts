import { choice, day, flag, key, label, link, maybe, number, provenance, ref, refNumber, whole, words } from "./fields";
import type { Field, Link, RecordType, RecordTypeName } from "./types";

const type = (
  name: RecordTypeName,
  noun: string,
  table: string,
  keyFields: string,
  fields: readonly Field[],
  links: readonly Link[] = [],
  unique: readonly (readonly string[])[] = [],
): RecordType => ({ name, noun, table, key: keyFields.split(" "), fields, links, unique });

const datacenter = ref("datacenter", "code of its datacenter");
const room = ref("room", "code of its room");
const row = ref("row", "code of its row");
const rack = ref("rack", "code of its rack");
const inDatacenter = link("datacenters", "datacenter_id", "datacenter");
const inRoom = link("rooms", "room_id", "datacenter room");
const inRack = link("racks", "rack_id", "rack");
const ofFamily = link("hardware_families", "family_id", "family");
const family = ref("family", "code of its hardware family");

/** Every type in an order in which each refers only to earlier ones and to itself. */
export const recordTypes: readonly RecordType[] = [
  type("regions", "region", "region", "code", [
    key("code", "unique"),
    label("name", "as people call it"),
    label("geography", "what lies above it, as Europe / Sweden"),
    number("latitude", "degrees", undefined, -90, 90),
    number("longitude", "degrees", undefined, -180, 180),
    words("compliance_tags", "what holds for all of it, as eu or gdpr"),
  ]),
  type(
    "zones",
    "zone",
    "zone",
    "region code",
    [ref("region", "code of its region"), key("code", "unique in its region"), label("name", "as people call it")],
    [link("regions", "region_id", "region")],
  ),
  type(
    "datacenters",
    "datacenter",
    "datacenter",
    "code",
    [
      ref("region", "code of its region"),
      ref("zone", "code of its zone in that region"),
      key("code", "unique"),
      label("name", "as people call it"),
      maybe(number("latitude", "degrees", undefined, -90, 90)),
      maybe(number("longitude", "degrees", undefined, -180, 180)),
      words("compliance_tags", "what holds for it besides its region's"),
      provenance,
    ],
    [link("zones", "zone_id", "region zone")],
  ),
  type(
    "rooms",
    "room",
    "room",
    "datacenter code",
    [
      datacenter,
      key("code", "unique in its datacenter"),
      label("name", "as people call it"),
      maybe(whole("weight_limit_kg", "what its floor carries, kg")),
      provenance,
    ],
    [inDatacenter],
  ),
  type(
    "rows",
    "row",
    "row",
    "datacenter room code",
    [
      datacenter,
      room,
      key("code", "unique in its room"),
      whole("sequence", "its place in the room; 2k+1 and 2k+2 share a hot aisle", -2_147_483_648),
      maybe(whole("ports", "network ports for its racks; empty: not limited")),
      provenance,
    ],
    [inRoom],
    [["datacenter", "room", "sequence"]],
  ),
  type(
    "cooling_zones",
    "cooling_zone",
    "cooling_zone",
    "datacenter room code",
    [datacenter, room, key("code", "unique in its room"), whole("capacity_w", "W"), provenance],
    [inRoom],
  ),
  type(
    "power_devices",
    "power_device",
    "power_device",
    "datacenter room code",
    [
      datacenter,
      room,
      key("code", "unique in its room"),
      choice("kind", "what it is", "power_device_kind", ["ups", "pdu", "row_device", "panel", "feed"]),
      maybe(ref("parent", "code of the device above it in its room; empty: it is at the top")),
      whole("capacity_w", "what it carries, W"),
      whole("failover_capacity_w", "what it carries while another is down, W"),
      provenance,
    ],
    [inRoom, link("power_devices", "parent_id", "datacenter room parent", true)],
  ),
  type(
    "positions",
    "position",
    "position",
    "datacenter room row number",
    [
      datacenter,
      room,
      row,
      whole("number", "from 1, unique in its row", 1),
      ref("cooling_zone", "code of its cooling zone in the room"),
      maybe(whole("weight_limit_kg", "what it carries, kg; empty: as much as its room")),
      maybe(label("blocked_reason", "why nothing may stand here; empty: free to use")),
      provenance,
    ],
    [
      link("rows", "row_id", "datacenter room row"),
      inRoom,
      link("cooling_zones", "cooling_zone_id", "datacenter room cooling_zone"),
    ],
  ),
  type(
    "feeds",
    "feed",
    "position_feed",
    "datacenter room row number slot",
    [
      datacenter,
      room,
      row,
      refNumber("number", "of its position"),
      key("slot", "A, B and so on; two or more at every position"),
      ref("device", "code of the power device in the room"),
      provenance,
    ],
    [
      link("positions", "position_id", "datacenter room row number"),
      link("power_devices", "device_id", "datacenter room device"),
    ],
  ),
  type("hardware_families", "hardware_family", "hardware_family", "code", [
    key("code", "unique"),
    label("name", "as people call it"),
    whole("sequence", "its place in lists", -2_147_483_648, 0),
  ]),
  type("power_supplies", "power_supply", "power_supply", "manufacturer model", [
    key("manufacturer", "its maker"),
    key("model", "unique with its maker"),
    maybe(label("part_number", "of the maker")),
    maybe(whole("max_draw_w", "W")),
    maybe(label("connector", "as iec-60320-c14")),
  ]),
  type("device_types", "device_type", "device_type", "manufacturer slug", [
    key("manufacturer", "its maker"),
    key("slug", "unique with its maker"),
    label("model", "as its maker calls it"),
    maybe(label("part_number", "of the maker")),
    number("u_height", "rack units, halves too"),
    flag("full_depth", "takes both faces of the rack", true),
    maybe(number("weight_kg", "kg")),
    maybe(label("airflow", "as front-to-rear")),
    maybe(label("subdevice_role", "parent or child")),
    whole("supply_bays", "bays for power supplies", 0, 0),
    maybe(label("supply_model", "the supply in its bays")),
    maybe(whole("power_w", "what it draws at most, W; empty: nobody has said")),
    choice("power_source", "where power_w is from", "text", ["ports", "supplies", "given", "unknown"], "unknown"),
  ]),
  type(
    "device_power_ports",
    "device_power_port",
    "device_power_port",
    "manufacturer device_type name",
    [
      ref("manufacturer", "of the device type"),
      ref("device_type", "its slug"),
      key("name", "unique in the device type"),
      maybe(label("connector", "as iec-60320-c14")),
      maybe(whole("maximum_draw_w", "W")),
      maybe(whole("allocated_draw_w", "W")),
    ],
    [link("device_types", "device_type_id", "manufacturer device_type")],
  ),
  type(
    "server_types",
    "server_type",
    "server_type",
    "code",
    [
      key("code", "unique"),
      label("name", "as people call it"),
      family,
      whole("height_u", "rack units", 1),
      flag("full_depth", "takes both faces of the rack", true),
      whole("nameplate_w", "W"),
      whole("derated_w", "what it is expected to draw, W"),
      number("weight_kg", "kg"),
      whole("ports", "network ports"),
      whole("cores", "processor cores", 0, 0),
      whole("memory_gib", "GiB", 0, 0),
      number("storage_tb", "TB", 0),
      whole("gpus", "accelerators", 0, 0),
    ],
    [ofFamily],
  ),
  type(
    "rack_types",
    "rack_type",
    "rack_type",
    "code",
    [
      key("code", "unique"),
      label("name", "as people call it"),
      family,
      whole("height_u", "rack units", 1, undefined, 100),
      whole("positions", "positions it takes", 1, 1),
      whole("power_w", "nameplate power that plans are checked with, W"),
      whole("derated_w", "what it is expected to draw, W"),
      whole("cooling_w", "W"),
      whole("weight_kg", "kg"),
      whole("ports", "network ports"),
      maybe(ref("server_type", "code of the server type it is filled with")),
      whole("server_count", "servers in it", 0, 0),
      whole("cores", "processor cores", 0, 0),
      whole("memory_gib", "GiB", 0, 0),
      number("storage_tb", "TB", 0),
      whole("gpus", "accelerators", 0, 0),
      whole("cost", "price of one", 0, 0),
      whole("lead_time_weeks_p50", "weeks, half of the orders", 0, 8),
      whole("lead_time_weeks_p90", "weeks, nine of ten orders", 0, 12),
      maybe(day("orderable_from", "first day of ordering")),
      maybe(day("orderable_to", "last day of ordering")),
      maybe(day("end_of_life", "day")),
      provenance,
    ],
    [ofFamily, link("server_types", "server_type_id", "server_type", true)],
  ),
  type(
    "racks",
    "rack",
    "rack",
    "code",
    [
      key("code", "unique"),
      datacenter,
      ref("rack_type", "code of its rack type"),
      whole("height_u", "rack units", 1, undefined, 100),
      choice("state", "where it is in its life", "rack_state", [
        "ordered",
        "installed",
        "in_service",
        "draining",
        "retired",
      ]),
      maybe(label("serial", "serial number")),
      maybe(day("installed_on", "day")),
      maybe(day("in_service_on", "day")),
      maybe(day("end_of_life", "day")),
      provenance,
    ],
    [inDatacenter, link("rack_types", "rack_type_id", "rack_type")],
  ),
  type(
    "placements",
    "placement",
    "occupancy",
    "rack valid_from",
    [
      rack,
      day("valid_from", "first day it stands there"),
      maybe(day("valid_to", "first day it no longer stands there; empty: until further notice")),
      datacenter,
      room,
      row,
      refNumber("number", "of the position"),
    ],
    [inRack, link("positions", "position_id", "datacenter room row number")],
  ),
  type(
    "servers",
    "server",
    "server",
    "rack name",
    [
      rack,
      key("name", "unique in its rack"),
      ref("server_type", "code of its server type"),
      whole("start_u", "its lowest unit, from 1", 1, undefined, 100),
      whole("height_u", "rack units", 1, undefined, 100),
      choice("face", "the faces it takes", "rack_face", ["front", "rear", "both"]),
      choice("state", "where it is in its life", "server_state", [
        "planned",
        "staged",
        "active",
        "offline",
        "failed",
        "decommissioning",
        "retired",
      ]),
      maybe(label("serial", "serial number")),
      maybe(label("asset_tag", "number of the asset register")),
      maybe(day("installed_on", "day")),
    ],
    [inRack, link("server_types", "server_type_id", "server_type")],
  ),
  type(
    "unit_reservations",
    "rack_unit_reservation",
    "rack_unit_reservation",
    "rack unit",
    [
      rack,
      whole("unit", "of the rack, from 1", 1, undefined, 100),
      label("owner", "who keeps it free"),
      label("reason", "what for"),
    ],
    [inRack],
  ),
  type(
    "reservations",
    "reservation",
    "occupancy",
    "datacenter room row number valid_from",
    [
      datacenter,
      room,
      row,
      refNumber("number", "of the position"),
      day("valid_from", "first day"),
      maybe(day("valid_to", "first day it is free again; empty: until further notice")),
      ref("owner_email", "of a person with an account"),
      { ...label("reason", "what for"), column: null },
    ],
    [link("positions", "position_id", "datacenter room row number")],
  ),
  type(
    "freeze_windows",
    "freeze_window",
    "freeze_window",
    "datacenter room row starts_on ends_on reason",
    [
      datacenter,
      maybe(ref("room", "code of the room; empty: all of the datacenter")),
      maybe(ref("row", "code of the row; empty: all of the room")),
      day("starts_on", "first frozen day"),
      day("ends_on", "last frozen day"),
      label("reason", "why nothing lands"),
    ],
    [
      inDatacenter,
      link("rooms", "room_id", "datacenter room", true),
      link("rows", "row_id", "datacenter room row", true),
    ],
  ),
];

const byName = new Map(recordTypes.map((one) => [one.name as string, one]));

/** undefined: there is no such type. */
export const recordType = (name: string): RecordType | undefined => byName.get(name);

/** The number of a field; throws where the type has none of that name. */
export function fieldAt(of: RecordType, name: string): number {
  const at = of.fields.findIndex((one) => one.name === name);
  if (at < 0) throw new Error(`${of.name} has no field ${name}`);
  return at;
}

export const fieldOf = (of: RecordType, name: string): Field => of.fields[fieldAt(of, name)] as Field;

/** Whether a file of the type has to have the field. */
export const isNeeded = (field: Field): boolean => field.initial === undefined;
