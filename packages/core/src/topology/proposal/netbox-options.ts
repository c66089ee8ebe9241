/** The numbers NetBox does not know, for a person to set before confirming. Watts, kilograms, percent, counts. */
export interface NetboxOptions {
  /** Name of this installation in the external references. Two installations need two names. */
  readonly source: string;
  /** Nameplate power of a rack without recorded feeds. */
  readonly rackPowerW: number;
  /** Draw of a rack on its zone's cooling loop. */
  readonly rackCoolingW: number;
  /** Weight of a rack whose highest weight is not recorded. */
  readonly rackWeightKg: number;
  readonly rackPorts: number;
  /** What one assumed feed carries; at least rackPowerW, because it carries its rack alone when the other fails. */
  readonly feedCapacityW: number;
  /** Limit of a power device while another top device is down, in percent of its normal limit; at least 100. */
  readonly failoverPercent: number;
  /** Longest proposed row. Recorded rows keep all their racks. */
  readonly positionsPerRow: number;
  /** Free positions proposed at the end of every row. */
  readonly sparePositionsPerRow: number;
  readonly serverPowerW: number;
  readonly serverWeightKg: number;
  /** What a rack or device is expected to draw, in percent of its nameplate power. */
  readonly deratingPercent: number;
}

export const NETBOX_DEFAULTS: NetboxOptions = {
  source: "netbox",
  rackPowerW: 3_000,
  rackCoolingW: 450,
  rackWeightKg: 600,
  rackPorts: 48,
  feedCapacityW: 3_520,
  failoverPercent: 100,
  positionsPerRow: 20,
  sparePositionsPerRow: 0,
  serverPowerW: 300,
  serverWeightKg: 15,
  deratingPercent: 80,
};

/** An option out of its range. */
export interface OptionProblem {
  readonly option: keyof NetboxOptions;
  readonly value: number | string;
  readonly min: number;
  readonly max: number;
}

const RANGES: Readonly<Record<Exclude<keyof NetboxOptions, "source">, readonly [number, number]>> = {
  rackPowerW: [0, 1_000_000],
  rackCoolingW: [0, 1_000_000],
  rackWeightKg: [0, 100_000],
  rackPorts: [0, 100_000],
  feedCapacityW: [0, 1_000_000],
  failoverPercent: [100, 400],
  positionsPerRow: [1, 1_000],
  sparePositionsPerRow: [0, 1_000],
  serverPowerW: [0, 1_000_000],
  serverWeightKg: [0, 100_000],
  deratingPercent: [0, 100],
};

/** Options that cannot be used: not whole, out of range, or feeds too weak for the racks. `source` has 1 to 50 characters. */
export function checkNetboxOptions(options: NetboxOptions): OptionProblem[] {
  const problems: OptionProblem[] = [];
  if (options.source.length < 1 || options.source.length > 50) {
    problems.push({ option: "source", value: options.source, min: 1, max: 50 });
  }
  for (const [name, [min, max]] of Object.entries(RANGES)) {
    const option = name as keyof typeof RANGES;
    const value = options[option];
    if (!Number.isInteger(value) || value < min || value > max) problems.push({ option, value, min, max });
  }
  if (problems.length === 0 && options.feedCapacityW < options.rackPowerW) {
    const { feedCapacityW: value, rackPowerW: min } = options;
    problems.push({ option: "feedCapacityW", value, min, max: 1_000_000 });
  }
  return problems;
}
