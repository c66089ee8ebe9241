/** A placement instance as files carry it (format `headroom.placement-instance/1`). Watts are whole numbers here. */
export interface Instance {
  readonly format: "headroom.placement-instance/1";
  readonly name: string;
  readonly datacenter: Datacenter;
  readonly placed: readonly Placed[];
  readonly history: readonly Demand[];
  readonly batchSize: number;
  readonly requests: readonly Request[];
}

export interface Datacenter {
  readonly rooms: readonly { readonly id: string }[];
  readonly rows: readonly { readonly id: string; readonly room: string }[];
  readonly positionGroups: readonly PositionGroup[];
  readonly powerDevices: readonly PowerDevice[];
  readonly coolingZones: readonly { readonly id: string; readonly room: string; readonly capacityW: number }[];
}

export interface PositionGroup {
  readonly id: string;
  readonly row: string;
  readonly positions: number;
  readonly feeds: readonly [string, string];
  readonly coolingZone: string;
}

export interface PowerDevice {
  readonly id: string;
  readonly parent: string | null;
  readonly room: string;
  readonly capacityW: number;
  readonly failoverCapacityW: number;
}

/** Power and cooling of one rack, W. */
export interface Demand {
  readonly racks: number;
  readonly powerW: number;
  readonly coolingW: number;
}

export interface Request extends Demand {
  readonly id: string;
  readonly reward: number;
}

/** Where racks stand: counts by position group of one row. */
export interface Placement {
  readonly request: string;
  readonly row: string;
  readonly racks: Readonly<Record<string, number>>;
}

export interface Placed extends Placement {
  readonly powerW: number;
  readonly coolingW: number;
}

/** What a method decided: every request placed or rejected. */
export interface Solution {
  readonly placements: readonly Placement[];
  readonly rejected: readonly string[];
}
