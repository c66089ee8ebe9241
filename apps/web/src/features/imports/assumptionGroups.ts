import type { ImportReport } from "@headroom/contracts/imports";

type Assumption = ImportReport["assumptions"][number];

export interface AssumptionGroup {
  id: string;
  title: string;
  assumptions: Assumption[];
}

/** What assumptions are about, in the order in which a person thinks of a site. */
const groups: readonly { id: string; title: string; kinds: readonly string[] }[] = [
  { id: "places", title: "Regions and zones", kinds: ["region", "region_coordinates", "zone", "datacenter"] },
  {
    id: "floor",
    title: "Rooms, rows and positions",
    kinds: ["room", "row", "row_order", "position", "rack_on_position", "spare_position"],
  },
  {
    id: "power",
    title: "Power and its failover",
    kinds: ["top_device", "panel_capacity", "panel_split", "failover_capacity", "second_feed", "feed_pair"],
  },
  { id: "cooling", title: "Cooling", kinds: ["cooling_zone"] },
  {
    id: "racks",
    title: "Racks",
    kinds: ["family", "rack_type", "rack_power", "rack_cooling", "rack_weight", "rack_ports", "rack_state", "derating"],
  },
  {
    id: "servers",
    title: "Servers and rack units",
    kinds: ["server_power", "server_weight", "server_name", "server_state", "unit_numbering"],
  },
];

const rest = { id: "rest", title: "Names, numbers and what is left out" };

/** The assumptions of a report by what they are about; groups without any are left out, none is lost. */
export function groupAssumptions(assumptions: readonly Assumption[]): AssumptionGroup[] {
  const home = new Map(groups.flatMap((group) => group.kinds.map((kind) => [kind, group.id] as const)));
  return [...groups, rest]
    .map(({ id, title }) => ({
      id,
      title,
      assumptions: assumptions.filter((one) => (home.get(one.kind) ?? rest.id) === id),
    }))
    .filter((group) => group.assumptions.length > 0);
}
