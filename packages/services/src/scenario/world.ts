import type { BatchOrder } from "@headroom/contracts/scenario";
import type { PlacementPolicy } from "@headroom/core/planning/placement/types";
import type { PlannedAsk } from "../plan/place/types";
import type { DatacenterSnapshot } from "../ports/fleet";
import type { Pin } from "../ports/overrides";
import type { RequestRecord } from "../ports/requests";

/** A request with the datacenters, and where it is restricted the rows, that it may go to. */
export type WorldAsk = RequestRecord & PlannedAsk;

/** What a plan is solved in. Never changed by anybody: whoever changes something makes another one. */
export interface World {
  /** In id order. */
  readonly datacenters: readonly DatacenterSnapshot[];
  readonly asks: readonly WorldAsk[];
  readonly policy: PlacementPolicy;
  readonly order: BatchOrder;
  /** Places that people chose in the plan before: they stay where they still hold. */
  readonly pins: readonly Pin[];
  /** Racks that stand and have lost one feed, both, or their cooling. */
  readonly hurt: Hurt;
}

export interface Hurt {
  readonly oneFeedRacks: number;
  readonly darkRacks: number;
  readonly uncooledRacks: number;
}

export const unhurt: Hurt = { oneFeedRacks: 0, darkRacks: 0, uncooledRacks: 0 };

/** Something a change names that this world does not have. */
export interface ChangeFault {
  /** Place of the change in the list. */
  readonly index: number;
  readonly expected: string;
  readonly got: unknown;
}

/** A datacenter in place of the one of its id. */
export const withDatacenter = (world: World, changed: DatacenterSnapshot): World => ({
  ...world,
  datacenters: world.datacenters.map((d) => (d.id === changed.id ? changed : d)),
});
