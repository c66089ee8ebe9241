import type { AssetState } from "../lifecycle/asset";
import type { RackContents, RackFace, RackFeed, StandingDevice } from "./rack-fit";

/** A rack as every screen and service reads it. Power and weight are those of its type, which plans and loads count for the rack. */
export interface RackRead {
  readonly heightU: number;
  readonly state: AssetState;
  readonly powerW: number;
  readonly weightKg: number;
  readonly devices: readonly StandingDevice[];
  readonly feeds: readonly RackFeed[];
  readonly unitReservations: readonly {
    readonly unit: number;
    readonly owner: string;
    readonly reason: string;
    readonly face: RackFace | "both";
    readonly until: string | null;
  }[];
}

/** States in which a rack takes nothing new. */
const CLOSED: readonly AssetState[] = ["draining", "retired"];

/** What the rules of fitting look at. */
export function rackContents(rack: RackRead): RackContents {
  return {
    heightU: rack.heightU,
    closedBy: CLOSED.includes(rack.state) ? rack.state : null,
    devices: rack.devices,
    reserved: rack.unitReservations.map(({ unit, owner, reason, face, until }) => ({
      startU: unit,
      heightU: 1,
      face,
      owner,
      reason,
      until,
    })),
    countedW: rack.powerW,
    // a type that says no weight limits none
    limitKg: rack.weightKg || Number.POSITIVE_INFINITY,
    feeds: rack.feeds,
  };
}
