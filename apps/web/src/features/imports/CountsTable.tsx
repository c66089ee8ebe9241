import type { ImportReport } from "@headroom/contracts/imports";
import { formatNumber } from "@headroom/ui/format/numbers";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";

type Count = ImportReport["counts"][number];

const number = (id: keyof Omit<Count, "noun">, header: string, priority?: 2 | 3): Column<Count> => ({
  id,
  header,
  align: "end",
  priority,
  cell: (row) => formatNumber(row[id]),
});

const columns: readonly Column<Count>[] = [
  { id: "noun", header: "Kind", cell: (row) => nounWords(row.noun) },
  number("read", "Read"),
  number("create", "New"),
  number("update", "Changed"),
  number("same", "As it is"),
  number("rejected", "Rejected", 2),
];

const names: Record<string, string> = {
  tenancy_tenant: "Tenants",
  dcim_location: "Locations",
  dcim_manufacturer: "Manufacturers",
  dcim_devicerole: "Device roles",
  dcim_powerpanel: "Power panels",
  dcim_powerport: "Power ports",
  dcim_poweroutlet: "Power outlets",
  dcim_device: "Devices",
  dcim_devicetype: "Device types",
  dcim_powerfeed: "Power feeds",
  dcim_rackreservation: "Rack reservations",
  dcim_rackrole: "Rack roles",
  dcim_racktype: "Rack types",
  extras_tag: "Tags",
  extras_customfield: "Custom fields",
  extras_customfieldchoiceset: "Choice sets",
  hardware_family: "Hardware families",
  netbox_object: "Kept of NetBox",
  feed: "Feeds of positions",
  placement: "Placements of racks",
};

/** "Server types" for `server_type`. */
export function nounWords(noun: string): string {
  const known = names[noun];
  if (known) return known;
  const words = noun.replace(/^dcim_/, "").replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}s`;
}

export function CountsTable({ counts }: { counts: readonly Count[] }) {
  return <DataTable<Count> label="Counts by kind" columns={columns} rows={counts} rowKey={(row) => row.noun} />;
}
