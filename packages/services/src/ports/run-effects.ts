import type { AssetState } from "@headroom/core/lifecycle/asset";

/** A rack as a run's effects see it. */
export interface EffectRack {
  readonly id: number;
  readonly code: string;
  readonly state: AssetState;
  readonly datacenterId: number;
  /** Where it stands; null: nowhere. */
  readonly positionId: number | null;
}

/** What runs change in the fleet. Datacenters are locked by the caller; versions and accounts are its matter. */
export interface RunEffects {
  rack(id: number): Promise<EffectRack | null>;
  /** Makes racks that are planned and arrive at positions that a plan has committed. Their ids, in the order given. */
  planRacks(
    racks: readonly {
      readonly code: string;
      readonly datacenterId: number;
      readonly rackTypeId: number;
      readonly planActionId: number;
      readonly positionId: number;
    }[],
  ): Promise<number[]>;
  /** Codes of the list that a rack has. */
  codesTaken(codes: readonly string[]): Promise<ReadonlySet<string>>;
  setState(
    rackId: number,
    state: AssetState,
    days: { readonly installedOn?: string; readonly inServiceOn?: string },
  ): Promise<void>;
  /** Devices in it that are not retired follow it. */
  setDevices(rackId: number, from: readonly AssetState[], to: AssetState): Promise<void>;
  /**
   * The committed position becomes the rack's, from the day on; where it stood ends on that day. Keys of its request become its own. null: the
   * plan has the position no more.
   */
  occupy(
    rackId: number,
    at: { readonly planActionId: number; readonly positionId: number; readonly day: string },
  ): Promise<true | null>;
  /** Takes `occupy` back: the position is committed and the rack arrives again, standing where it stood. */
  vacate(
    rackId: number,
    at: {
      readonly planActionId: number;
      readonly positionId: number;
      readonly fromPositionId: number | null;
      readonly day: string;
    },
  ): Promise<void>;
  /** It stands nowhere from the day on. */
  leave(rackId: number, day: string): Promise<void>;
  /** Requests of a plan all of whose racks are in service. */
  delivered(planId: number): Promise<number[]>;
  /** Racks that were made for the plan and never ordered are retired. */
  retirePlanned(planId: number): Promise<number>;
  /** What still depends on a rack: reservations of its units and devices that are not over on the day. */
  dependents(rackId: number, day: string): Promise<{ readonly what: string; readonly owner: string }[]>;
}
