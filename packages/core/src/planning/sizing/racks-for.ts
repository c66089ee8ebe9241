/** What a service may ask for, in its own language. */
export type DemandUnit = "racks" | "cores" | "memory_gib" | "storage_tb" | "gpus";

/** What one rack of a type brings. */
export interface RackContents {
  readonly cores: number;
  readonly memoryGib: number;
  readonly storageTb: number;
  readonly gpus: number;
}

const per: Readonly<Record<DemandUnit, (rack: RackContents) => number>> = {
  racks: () => 1,
  cores: (rack) => rack.cores,
  memory_gib: (rack) => rack.memoryGib,
  storage_tb: (rack) => rack.storageTb,
  gpus: (rack) => rack.gpus,
};

/** A share of a rack this small is noise of decimals such as 1228.8 TB a rack. */
const NOISE = 1e-9;

/** Racks that bring `amount` of `unit`, rounded up, at least 1; null where such a rack has none of it. */
export function racksFor(unit: DemandUnit, amount: number, rack: RackContents): number | null {
  const each = per[unit](rack);
  if (!(each > 0)) return null;
  return Math.max(1, Math.ceil(amount / each - NOISE));
}
