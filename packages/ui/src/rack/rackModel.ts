/** A rack free of pixels and of React: what stands where, which slots are free, and where an arrow leads. */

export type Face = "front" | "rear";
/** "top": the highest unit on top (how racks are numbered); "bottom": unit 1 on top. */
export type UnitOrder = "top" | "bottom";

/**
 * active: runs. offline: without power. planned: of the plan shown. reserved: kept, in use by nobody.
 * retiring: stands, and is to leave. unknown: seen, but without a record. passive: draws nothing (panels, trays).
 */
export type RackDeviceState = "active" | "offline" | "planned" | "reserved" | "retiring" | "unknown" | "passive";

export interface RackDevice {
  id: string;
  name: string;
  /** "compute, 2 × 64 cores", "for RQ-4471, until 30 Jun". */
  kind: string;
  /** Lowest unit, from 1; halves too. */
  startU: number;
  heightU: number;
  /** A device of full depth takes both faces; half depth one. */
  face: Face | "both";
  state: RackDeviceState;
  /** Measured power in W; null: not known or none. */
  powerW: number | null;
  /** Measured of derated, 0 to 1: the strip at the left edge. */
  heatShare?: number | null;
  /** Which feeds it is plugged into. */
  cords?: { a: boolean; b: boolean };
}

export interface RackModel {
  heightU: number;
  devices: readonly RackDevice[];
}

export const UNIT_PX = 24;

/** Units of a device from high to low: "U39 – U38", "U42"; with halves its lowest unit and its height: "U10.5, 1.5 U". */
export function unitsText(startU: number, heightU: number): string {
  if (!Number.isInteger(startU) || !Number.isInteger(heightU)) return `U${startU}, ${heightU}\u00a0U`;
  return heightU === 1 ? `U${startU}` : `U${startU + heightU - 1}\u00a0\u2013\u00a0U${startU}`;
}

/** Distance of a device's upper edge from the top of the rack, in units. */
export function topUnit(rackHeightU: number, order: UnitOrder, startU: number, heightU: number): number {
  return order === "top" ? rackHeightU - (startU + heightU - 1) : startU - 1;
}

export function onFace(device: RackDevice, face: Face): boolean {
  return device.face === "both" || device.face === face;
}

export type Slot =
  | { kind: "device"; device: RackDevice; unit: number; heightU: number }
  /** Free on this face: a whole unit, or half a one beside a device that ends in the middle. `half`: the other face is taken, so that
   * only half the depth is there. */
  | { kind: "free"; unit: number; heightU: number; half: boolean };

/** Who stands in each half unit, from the bottom of the rack: index 0 is the lower half of unit 1. */
function occupants(rack: RackModel, face: Face): (RackDevice | undefined)[] {
  const halves: (RackDevice | undefined)[] = Array(rack.heightU * 2).fill(undefined);
  for (const device of rack.devices) {
    if (!onFace(device, face)) continue;
    const from = Math.max(0, (device.startU - 1) * 2);
    const to = Math.min(halves.length, (device.startU - 1 + device.heightU) * 2);
    for (let at = from; at < to; at++) halves[at] ??= device;
  }
  return halves;
}

/** Everything on one face, from top to bottom as it is drawn: every device once, every free unit (or free half of one) once. */
export function faceSlots(rack: RackModel, face: Face, order: UnitOrder): Slot[] {
  const here = occupants(rack, face);
  const there = occupants(rack, face === "front" ? "rear" : "front");
  const slots: Slot[] = [];
  for (let at = 0; at < here.length; ) {
    const device = here[at];
    const unit = 1 + at / 2;
    if (device) {
      let to = at + 1;
      while (here[to] === device) to++;
      slots.push({ kind: "device", device, unit, heightU: (to - at) / 2 });
      at = to;
      continue;
    }
    const half = there[at] !== undefined;
    const whole = at % 2 === 0 && !here[at + 1] && (there[at + 1] !== undefined) === half;
    slots.push({ kind: "free", unit, heightU: whole ? 1 : 0.5, half });
    at += whole ? 2 : 1;
  }
  return order === "top" ? slots.reverse() : slots;
}

/** Units free on both faces, and units free on one face only, halves counted. Planned and reserved count as taken: they are not to be had. */
export function freeUnits(rack: RackModel): { both: number; one: number } {
  const front = occupants(rack, "front");
  const rear = occupants(rack, "rear");
  let both = 0;
  let one = 0;
  for (let at = 0; at < front.length; at++) {
    const free = Number(!front[at]) + Number(!rear[at]);
    if (free === 2) both += 0.5;
    else if (free === 1) one += 0.5;
  }
  return { both, one };
}

export interface RackCursor {
  face: Face;
  unit: number;
}

export type RackKey = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "Home" | "End";

export function slotAt(slots: readonly Slot[], unit: number): number {
  return slots.findIndex((slot) => unit >= slot.unit && unit < slot.unit + slot.heightU);
}

/** Where an arrow leads: up and down over devices and free units as drawn, left and right to the other face at the same unit. */
export function moveCursor(rack: RackModel, order: UnitOrder, at: RackCursor, key: RackKey): RackCursor {
  if (key === "ArrowLeft") return { face: "front", unit: at.unit };
  if (key === "ArrowRight") return { face: "rear", unit: at.unit };
  const slots = faceSlots(rack, at.face, order);
  const index = Math.max(0, slotAt(slots, at.unit));
  const wanted = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: slots.length - 1 }[key];
  const slot = slots[Math.max(0, Math.min(slots.length - 1, wanted))];
  return slot ? { face: at.face, unit: slot.unit } : at;
}

/** Whole units of a face, from the lowest to the highest. */
export interface UnitRange {
  from: number;
  to: number;
  face: Face;
}

/** The free whole units from one towards another, as far as nothing stands between them; null: not even the first one is free. */
export function freeRange(slots: readonly Slot[], start: number, towards: number): Omit<UnitRange, "face"> | null {
  const isFree = (unit: number) => {
    const slot = slots[slotAt(slots, unit)];
    return slot?.kind === "free" && slot.heightU === 1 && slot.unit === unit;
  };
  if (!isFree(start)) return null;
  const step = towards < start ? -1 : 1;
  let end = start;
  while (end !== towards && isFree(end + step)) end += step;
  return { from: Math.min(start, end), to: Math.max(start, end) };
}

/** Where a device that is carried would stand: its lowest unit and the face it is mounted on. */
export interface Aim {
  startU: number;
  face: Face;
}

/** Inside the rack, on whole units or on halves. */
export function clampAim(rackHeightU: number, heightU: number, aim: Aim, stepU: number): Aim {
  const highest = Math.max(1, rackHeightU + 1 - heightU);
  const startU = Math.round((aim.startU - 1) / stepU) * stepU + 1;
  return { startU: Math.max(1, Math.min(highest, startU)), face: aim.face };
}

/** Where an arrow carries a device: up and down as drawn, left and right to the other face, Home and End to the ends of the rack. */
export function moveAim(
  rackHeightU: number,
  order: UnitOrder,
  heightU: number,
  aim: Aim,
  key: RackKey,
  stepU: number,
): Aim {
  if (key === "ArrowLeft") return { ...aim, face: "front" };
  if (key === "ArrowRight") return { ...aim, face: "rear" };
  const up = order === "top" ? stepU : -stepU;
  const far = order === "top" ? rackHeightU : -rackHeightU;
  const by = { ArrowUp: up, ArrowDown: -up, Home: far, End: -far }[key];
  const highest = Math.max(1, rackHeightU + 1 - heightU);
  return { startU: Math.max(1, Math.min(highest, aim.startU + by)), face: aim.face };
}

/** The aim under a point: `fromTopU` is how far the device's upper edge is below the top of the drawn rack, in units. */
export function aimAt(
  rackHeightU: number,
  order: UnitOrder,
  heightU: number,
  fromTopU: number,
  face: Face,
  stepU: number,
): Aim {
  const startU = order === "top" ? rackHeightU - fromTopU - heightU + 1 : fromTopU + 1;
  return clampAim(rackHeightU, heightU, { startU, face }, stepU);
}

/** A device in words, for its spoken name. */
export function describeDevice(device: RackDevice): string {
  const power =
    device.powerW === null ? "" : device.state === "planned" ? `, plus ${device.powerW} W` : `, ${device.powerW} W`;
  const word = {
    active: "",
    passive: "",
    offline: ", no power",
    planned: ", planned",
    reserved: ", reserved",
    retiring: ", retiring",
    unknown: ", not known",
  }[device.state];
  return `${unitsText(device.startU, device.heightU).replace("\u00a0\u2013\u00a0", " to ")}, ${device.name}, ${device.kind}${power}${word}`;
}
