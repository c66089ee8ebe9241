import type { DecommissionList, DecommissionListInput, LeavingRack } from "@headroom/contracts/decommission";

/** A step without its title, which the run's template knows. */
export type LeavingStepRow = Omit<LeavingRack["steps"][number], "title">;
export interface LeavingRackRow extends Omit<LeavingRack, "steps" | "evacuation"> {
  readonly template: unknown;
  readonly stepRows: readonly LeavingStepRow[];
}
export interface DecommissionRepository {
  /** Racks in runs that take racks out, the latest runs first. */
  list(
    filter: DecommissionListInput,
  ): Promise<Omit<DecommissionList, "rows"> & { readonly rows: readonly LeavingRackRow[] }>;
}
