import { recordType } from "@headroom/core/topology/records/fleet";
import type { RecordTypeName } from "@headroom/core/topology/records/types";
import type { TableColumn } from "@headroom/core/topology/table/columns";
import type { Condition } from "@headroom/core/topology/table/filter";
import { stateInfo } from "@headroom/ui/primitives/states";

/** A type as its page is titled, what one of them is called, and what it is for. */
export interface TypeWords {
  readonly many: string;
  readonly one: string;
  readonly about: string;
}

const words: Partial<Record<RecordTypeName, Partial<TypeWords>>> = {
  regions: { about: "Where datacenters are" },
  zones: { many: "Availability zones", one: "availability zone", about: "Parts of a region that fail apart" },
  datacenters: { about: "Buildings with floors to fill" },
  rooms: { about: "Halls of a datacenter" },
  rows: { about: "Rows of positions in a room" },
  network_zones: { about: "Ports that rows share" },
  cooling_zones: { about: "What cools the positions of a room" },
  power_devices: { about: "UPSs, distribution units, panels, feeds: the power trees" },
  positions: { about: "Floor tiles that take a rack" },
  feeds: { many: "Feeds of positions", one: "feed", about: "Which device feeds which position" },
  hardware_families: { about: "Kinds of capacity" },
  power_supplies: { about: "What is in the supply bays of devices" },
  device_types: { about: "Models of devices" },
  device_power_ports: { many: "Power ports of device types", one: "power port", about: "Inlets of the models" },
  server_types: { about: "Servers as planned with" },
  rack_types: { about: "Racks as ordered" },
  racks: { about: "Every rack, wherever it stands" },
  placements: { many: "Placements of racks", one: "placement", about: "Which rack stands where, and when" },
  servers: { many: "Servers and devices", one: "server", about: "What is in the racks" },
  unit_reservations: { many: "Reserved units", one: "reserved unit", about: "Units of racks that somebody keeps free" },
  server_reservations: {
    many: "Reserved devices",
    one: "reserved device",
    about: "Devices that somebody keeps for himself",
  },
  reservations: { many: "Reserved positions", one: "reserved position", about: "Positions that somebody keeps free" },
  freeze_windows: { about: "Days on which nothing lands" },
};

export function typeWords(name: RecordTypeName): TypeWords {
  const plain = name.replaceAll("_", " ");
  const one = recordType(name)?.noun.replaceAll("_", " ") ?? plain;
  return { many: capital(plain), one, about: "", ...words[name] };
}

/** Types as they stand together on the page of all. */
export const groups: readonly {
  readonly id: string;
  readonly title: string;
  readonly types: readonly RecordTypeName[];
}[] = [
  { id: "equipment", title: "Equipment", types: ["servers", "racks", "placements"] },
  { id: "places", title: "Places", types: ["regions", "zones", "datacenters", "rooms", "rows", "positions"] },
  {
    id: "power",
    title: "Power, cooling, network",
    types: ["power_devices", "feeds", "cooling_zones", "network_zones"],
  },
  {
    id: "kept",
    title: "Kept free",
    types: ["unit_reservations", "server_reservations", "reservations", "freeze_windows"],
  },
  {
    id: "catalogue",
    title: "Catalogue",
    types: ["hardware_families", "rack_types", "server_types", "device_types", "device_power_ports", "power_supplies"],
  },
];

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const units: Readonly<Record<string, string>> = { w: "W", kg: "kg", u: "U", gib: "GiB", tb: "TB" };

const heads: Readonly<Record<string, string>> = {
  u_height: "Height, U",
  start_u: "Unit",
  unit: "Unit",
  derated_w: "Expected, W",
  nameplate_w: "Nameplate, W",
  failover_capacity_w: "While another is down, W",
  lead_time_weeks_p50: "Lead time, half, weeks",
  lead_time_weeks_p90: "Lead time, nine of ten, weeks",
  owner_email: "Owner",
  valid_from: "From",
  valid_to: "Until",
  starts_on: "From",
  ends_on: "To",
  number: "Number",
};

/** "Weight limit, kg" for `weight_limit_kg`. */
export function columnHead(name: string): string {
  const known = heads[name];
  if (known) return known;
  const parts = name.split("_");
  const unit = parts.length > 1 ? units[parts.at(-1)!] : undefined;
  return capital((unit ? parts.slice(0, -1) : parts).join(" ")) + (unit ? `, ${unit}` : "");
}

/** A choice as people read it. */
export const choiceWords = (value: string): string =>
  Object.hasOwn(stateInfo, value)
    ? stateInfo[value as keyof typeof stateInfo].word
    : capital(value.replaceAll("_", " "));

/** A condition as its chip says it. */
export function conditionWords(condition: Condition, column: TableColumn | undefined): string {
  const head = columnHead(condition.column);
  switch (condition.is) {
    case "contains":
      return `${head} has “${condition.text}”`;
    case "begins":
      return `${head} begins with “${condition.text}”`;
    case "one_of": {
      const isChoice = column?.kind.type === "choice";
      const values = condition.values.map((value) => (isChoice ? choiceWords(value) : value));
      return `${head}: ${values.join(", ")}`;
    }
    case "between":
      if (condition.from === condition.to) return `${head}: ${condition.from}`;
      if (condition.from === null) return `${head}: up to ${condition.to}`;
      return condition.to === null ? `${head}: from ${condition.from}` : `${head}: ${condition.from} – ${condition.to}`;
    case "empty":
      return `${head}: none`;
    case "filled":
      return `${head}: any`;
  }
}
