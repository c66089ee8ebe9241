import { NETBOX_DEFAULTS } from "@headroom/core/topology/proposal/netbox-options";

type NetboxNumber = Exclude<keyof typeof NETBOX_DEFAULTS, "source">;

export interface ImportOption {
  id: string;
  label: string;
  unit: string;
  min: number;
  max: number;
  initial: number;
}

const option = (id: NetboxNumber, label: string, unit: string, min: number, max: number): ImportOption => ({
  id,
  label,
  unit,
  min,
  max,
  initial: NETBOX_DEFAULTS[id],
});

/** The numbers NetBox does not know, by kind of import; what is not set here keeps the default. Ranges as the check has them. */
export const importOptions: Record<
  "netbox" | "datacenter" | "fleet" | "devicetypes" | "regions",
  readonly ImportOption[]
> = {
  netbox: [
    option("rackPowerW", "Power of a rack without feeds", "W", 0, 1_000_000),
    option("feedCapacityW", "What one assumed feed carries", "W", 0, 1_000_000),
    option("failoverPercent", "Limit during a failure", "%", 100, 400),
    option("rackCoolingW", "Cooling a rack needs", "W", 0, 1_000_000),
    option("rackWeightKg", "Weight of a rack", "kg", 0, 100_000),
    option("rackPorts", "Network ports of a rack", "", 0, 100_000),
    option("positionsPerRow", "Longest proposed row", "positions", 1, 1_000),
    option("sparePositionsPerRow", "Free positions at a row's end", "positions", 0, 1_000),
    option("serverPowerW", "Power of a server", "W", 0, 1_000_000),
    option("serverWeightKg", "Weight of a server", "kg", 0, 100_000),
    option("deratingPercent", "Expected draw of the nameplate", "%", 0, 100),
  ],
  datacenter: [],
  fleet: [],
  devicetypes: [],
  regions: [],
};

/** Only what differs from its default: the report then says which numbers a person chose. */
export const changedOptions = (
  options: readonly ImportOption[],
  chosen: Readonly<Record<string, number | null>>,
): Record<string, number> =>
  Object.fromEntries(
    options.flatMap(({ id, initial }) => {
      const value = chosen[id];
      return value === undefined || value === null || value === initial ? [] : [[id, value] as const];
    }),
  );
