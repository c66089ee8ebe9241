import type { DatacenterModel, PlacedRacks } from "../datacenter";

/** A parsed and checked placement instance (format `headroom.placement-instance/1` or `/2`) as the proposal needs it. Watts may have decimals. */
export interface PlacementInstance {
  readonly name: string;
  readonly model: DatacenterModel;
  readonly placed: readonly Pick<
    PlacedRacks,
    "id" | "rowId" | "racks" | "powerW" | "coolingW" | "weightKg" | "ports"
  >[];
  /** In the order of arrival. */
  readonly requests: readonly InstanceRequest[];
}

/** Power and cooling of one rack; what it weighs and plugs in where the file says so. */
export type RackDraw = Pick<PlacedRacks, "powerW" | "coolingW"> & {
  readonly weightKg?: number | undefined;
  readonly ports?: number | undefined;
};

export interface InstanceRequest extends RackDraw {
  readonly id: string;
  readonly racks: number;
  readonly reward: number;
}
