/** A placement instance as the proposal needs it. Source of the shapes: format `headroom.placement-instance/1`. */

/** A parsed and checked instance, as far as it is needed here. Watts may have decimals. Devices may come in any order. */
export interface PlacementInstance {
  readonly name: string;
  readonly datacenter: {
    readonly rooms: readonly { readonly id: string }[];
    readonly rows: readonly { readonly id: string; readonly room: string }[];
    readonly positionGroups: readonly InstanceGroup[];
    readonly powerDevices: readonly InstanceDevice[];
    readonly coolingZones: readonly { readonly id: string; readonly room: string; readonly capacityW: number }[];
  };
  readonly placed: readonly InstancePlaced[];
  readonly requests: readonly InstanceRequest[];
}

export interface InstanceGroup {
  readonly id: string;
  readonly row: string;
  readonly positions: number;
  /** Two device ids under different top devices. */
  readonly feeds: readonly string[];
  readonly coolingZone: string;
}

export interface InstanceDevice {
  readonly id: string;
  readonly parent: string | null;
  readonly room: string;
  readonly capacityW: number;
  readonly failoverCapacityW: number;
}

export interface RackDraw {
  /** Of one rack. */
  readonly powerW: number;
  readonly coolingW: number;
}

export interface InstancePlaced extends RackDraw {
  readonly request: string;
  readonly row: string;
  /** Racks by group id. */
  readonly racks: Readonly<Record<string, number>>;
}

export interface InstanceRequest extends RackDraw {
  readonly id: string;
  readonly racks: number;
  readonly reward: number;
}
