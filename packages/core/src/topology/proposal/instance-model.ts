import type { DatacenterModel, PlacedRacks } from "../datacenter";

/** A parsed and checked placement instance (format `headroom.placement-instance/1`) as the proposal needs it. Watts may have decimals. */
export interface PlacementInstance {
  readonly name: string;
  readonly model: DatacenterModel;
  readonly placed: readonly Pick<PlacedRacks, "id" | "rowId" | "racks" | "powerW" | "coolingW">[];
  /** In the order of arrival. */
  readonly requests: readonly InstanceRequest[];
}

/** Power and cooling of one rack. */
export type RackDraw = Pick<PlacedRacks, "powerW" | "coolingW">;

export interface InstanceRequest extends RackDraw {
  readonly id: string;
  readonly racks: number;
  readonly reward: number;
}
