import type { AssetState } from "../lifecycle/asset";

/**
 * Whether a device fits into a slot of a rack, and if not, everything that is in its way: told before anybody moves anything. Units are
 * numbers from 1 at the bottom, halves too; a full-depth device takes both faces of its units, any other the face it is mounted on.
 */

export type RackFace = "front" | "rear";

/** Units that something takes: from `startU` up to, not including, `startU + heightU`. */
export interface Units {
  readonly startU: number;
  readonly heightU: number;
}

export interface StandingDevice extends Units {
  readonly id: number;
  readonly name: string;
  readonly face: RackFace | "both";
  readonly deratedW: number;
  readonly weightKg: number;
}

/** Units that somebody keeps free, for others than this device. `until`: the first day they are free again; null: until further notice. */
export interface UnitsReserved extends Units {
  readonly face: RackFace | "both";
  readonly owner: string;
  readonly reason: string;
  readonly until: string | null;
}

/** A power device that feeds the rack. Its loads count `countedW` of the rack, divided by the feeds that then carry it. */
export interface RackFeed {
  readonly slot: string;
  readonly device: string;
  readonly capacityW: number;
  readonly loadW: number;
  readonly failoverCapacityW: number;
  /** Its load after the failure of another top device, and by how many feeds the rack is then carried. */
  readonly after: readonly { readonly top: string; readonly loadW: number; readonly feeds: number }[];
}

export interface RackContents {
  readonly heightU: number;
  /** Null: it takes devices; else the state in which it takes none. */
  readonly closedBy: AssetState | null;
  readonly devices: readonly StandingDevice[];
  readonly reserved: readonly UnitsReserved[];
  /** What the rack may draw, W: its type's nameplate, which every plan and load counts for it. */
  readonly countedW: number;
  /** What it may weigh with everything in it, kg. */
  readonly limitKg: number;
  readonly feeds: readonly RackFeed[];
}

export interface FittingDevice {
  /** Of a device that stands already, here or elsewhere. In its own rack it is in nobody's way, and its power and weight are there already. */
  readonly id: number | null;
  readonly heightU: number;
  readonly fullDepth: boolean;
  readonly deratedW: number;
  readonly weightKg: number;
}

export interface RackSlot {
  /** Lowest unit. */
  readonly startU: number;
  /** The face it is mounted on. */
  readonly face: RackFace;
}

/** One thing in the way. `asked` and `left` are in units, W or kg after the rule; always asked > left. */
export type FitReason =
  | { readonly rule: "state"; readonly state: AssetState }
  /** Its topmost or lowest unit is not of the rack; `asked`: units it needs there, `left`: those that are of the rack. */
  | { readonly rule: "outside"; readonly asked: number; readonly left: number; readonly rackHeightU: number }
  /** A device on the same face. */
  | ({ readonly rule: "units"; readonly by: string; readonly byId: number } & Taken)
  /** It takes both faces, and a device stands on the other one. */
  | ({ readonly rule: "depth"; readonly by: string; readonly byId: number } & Taken)
  | ({
      readonly rule: "reserved";
      readonly owner: string;
      readonly reason: string;
      readonly until: string | null;
    } & Taken)
  | { readonly rule: "rack_power"; readonly asked: number; readonly left: number }
  | {
      readonly rule: "feed";
      readonly slot: string;
      readonly device: string;
      readonly asked: number;
      readonly left: number;
    }
  | {
      readonly rule: "failover";
      readonly slot: string;
      readonly device: string;
      /** The top device whose failure it would not survive. */
      readonly failed: string;
      readonly asked: number;
      readonly left: number;
    }
  | { readonly rule: "weight"; readonly asked: number; readonly left: number };

/** The units that are taken: `asked` is the height of the device, `left` what remains of it. */
interface Taken extends Units {
  readonly face: RackFace;
  readonly asked: number;
  readonly left: number;
}

/** Nothing: it fits. Else every reason, from what no change of numbers helps (state, units) to the limits of power and weight. */
export function rackFit(rack: RackContents, device: FittingDevice, slot: RackSlot): FitReason[] {
  const isHere = rack.devices.some(({ id }) => id === device.id);
  return [
    ...(rack.closedBy !== null && !isHere ? [{ rule: "state", state: rack.closedBy } as const] : []),
    ...spaceReasons(rack, device, slot),
    ...(isHere ? [] : rackLimits(rack, device)),
  ];
}

function spaceReasons(rack: RackContents, device: FittingDevice, slot: RackSlot): FitReason[] {
  const asked: Units = { startU: slot.startU, heightU: device.heightU };
  const found: FitReason[] = [];
  const inside = shared(asked, { startU: 1, heightU: rack.heightU })?.heightU ?? 0;
  if (inside < device.heightU) {
    found.push({ rule: "outside", asked: device.heightU, left: inside, rackHeightU: rack.heightU });
  }
  const other: RackFace = slot.face === "front" ? "rear" : "front";
  for (const one of rack.devices) {
    const common = one.id === device.id ? null : shared(asked, one);
    if (!common) continue;
    const taken = { ...common, asked: device.heightU, left: device.heightU - common.heightU };
    const by = { by: one.name, byId: one.id };
    if (one.face === "both" || one.face === slot.face) found.push({ rule: "units", ...by, face: slot.face, ...taken });
    else if (device.fullDepth) found.push({ rule: "depth", ...by, face: other, ...taken });
  }
  for (const { owner, reason, until, face, ...units } of rack.reserved) {
    const common = shared(asked, units);
    if (!common || !(device.fullDepth || face === "both" || face === slot.face)) continue;
    const taken = { ...common, asked: device.heightU, left: device.heightU - common.heightU };
    found.push({ rule: "reserved", owner, reason, until, face: face === "both" ? slot.face : face, ...taken });
  }
  return found;
}

/** The units that two things share; null: none. */
function shared(a: Units, b: Units): Units | null {
  const from = Math.max(a.startU, b.startU);
  const to = Math.min(a.startU + a.heightU, b.startU + b.heightU);
  return to > from ? { startU: from, heightU: to - from } : null;
}

/** Limits of power and weight that have less left than is added. What adds nothing to a limit breaks none, also one that is over already. */
export function rackLimits(rack: RackContents, device: Pick<FittingDevice, "deratedW" | "weightKg">): FitReason[] {
  const usedW = rack.devices.reduce((sum, one) => sum + one.deratedW, 0);
  const usedKg = rack.devices.reduce((sum, one) => sum + one.weightKg, 0);
  const found: FitReason[] = [];
  if (device.deratedW > 0 && device.deratedW > rack.countedW - usedW) {
    found.push({ rule: "rack_power", asked: device.deratedW, left: rack.countedW - usedW });
  }
  // A device without power asks nothing of a feed, also of one that is over its limit.
  for (const { slot, device: name, capacityW, loadW, failoverCapacityW, after } of device.deratedW > 0
    ? rack.feeds
    : []) {
    // What is counted of the rack on the feed gives way to what its devices come to. Compared for all feeds that carry the rack
    // together: thirds of a watt are not exact.
    const against = (limitW: number, atW: number, feeds: number) => {
      const left = (limitW - atW) * feeds + rack.countedW - usedW;
      return { short: device.deratedW - left, asked: device.deratedW / feeds, left: left / feeds };
    };
    const { short, ...normal } = against(capacityW, loadW, rack.feeds.length);
    if (short > 0) found.push({ rule: "feed", slot, device: name, ...normal });
    const [worst] = after
      .map(({ top, loadW: atW, feeds }) => ({ failed: top, ...against(failoverCapacityW, atW, feeds) }))
      .sort((a, b) => b.short - a.short);
    if (worst && worst.short > 0) {
      const { failed, asked, left } = worst;
      found.push({ rule: "failover", slot, device: name, failed, asked, left });
    }
  }
  if (device.weightKg > 0 && device.weightKg > rack.limitKg - usedKg) {
    found.push({ rule: "weight", asked: device.weightKg, left: rack.limitKg - usedKg });
  }
  return found;
}

/** Every lowest unit at which the device fits on a face, ascending; with `halves` also between two units. */
export function fittingUnits(rack: RackContents, device: FittingDevice, face: RackFace, halves: boolean): number[] {
  const step = halves ? 0.5 : 1;
  const found: number[] = [];
  for (let startU = 1; startU + device.heightU <= rack.heightU + 1; startU += step) {
    if (rackFit(rack, device, { startU, face }).length === 0) found.push(startU);
  }
  return found;
}

/** The place that fits nearest to a slot: on its face first, then on the other one; the lower of two as near. Null: none in this rack. */
export function nearestFit(rack: RackContents, device: FittingDevice, slot: RackSlot): RackSlot | null {
  const other: RackFace = slot.face === "front" ? "rear" : "front";
  const halves = !Number.isInteger(device.heightU) || !Number.isInteger(slot.startU);
  for (const face of [slot.face, other]) {
    const [nearest] = fittingUnits(rack, device, face, halves).sort(
      (a, b) => Math.abs(a - slot.startU) - Math.abs(b - slot.startU) || a - b,
    );
    if (nearest !== undefined) return { startU: nearest, face };
  }
  return null;
}
