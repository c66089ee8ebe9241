import type { RackDetail } from "@headroom/contracts/fleet";
import { assetMeanings } from "@headroom/core/lifecycle/asset";
import type { RackDevice, RackDeviceState, RackModel } from "@headroom/ui/rack/rackModel";

type Device = RackDetail["devices"][number];

function stateOf({ nameplateW, state, condition }: Device): RackDeviceState {
  if (nameplateW === 0) return "passive";
  if (assetMeanings[state].future) return "planned";
  if (condition !== "ok") return "offline";
  return state === "draining" ? "retiring" : "active";
}

export interface ReservedBlock {
  startU: number;
  heightU: number;
  face: RackDevice["face"];
  owner: string;
  reason: string;
  until: string | null;
}

/** What reservations keep free: neighbouring units with one owner, reason and face as one block; not where a device stands already. */
export function reservedBlocks(
  reservations: readonly (Omit<RackDetail["unitReservations"][number], "from"> & { readonly from?: string })[],
  devices: readonly Pick<RackDevice, "startU" | "heightU" | "face">[],
): ReservedBlock[] {
  const free = (unit: number, face: "front" | "rear") =>
    !devices.some(
      (one) => (one.face === "both" || one.face === face) && one.startU < unit + 1 && unit < one.startU + one.heightU,
    );
  const blocks: ReservedBlock[] = [];
  // By owner and reason first: reservations of the two faces of one unit do not part the blocks of either.
  const sorted = [...reservations].sort(
    (a, b) =>
      a.owner.localeCompare(b.owner) ||
      a.reason.localeCompare(b.reason) ||
      (a.until ?? "").localeCompare(b.until ?? "") ||
      a.face.localeCompare(b.face) ||
      a.unit - b.unit,
  );
  for (const { unit, owner, reason, until, face: kept } of sorted) {
    const front = kept !== "rear" && free(unit, "front");
    const rear = kept !== "front" && free(unit, "rear");
    if (!front && !rear) continue;
    const face = front && rear ? "both" : front ? "front" : "rear";
    const last = blocks.at(-1);
    const joins = last && last.startU + last.heightU === unit && last.owner === owner && last.reason === reason;
    if (joins && last.face === face && last.until === until) last.heightU += 1;
    else blocks.push({ startU: unit, heightU: 1, face, owner, reason, until });
  }
  return blocks;
}

/** When a device that is to come does, by the day that is set for it. */
function comesWords({ state, installedOn }: Device, on: string): string {
  if (!assetMeanings[state].future || installedOn === null) return "";
  return installedOn <= on ? `there by then, ${installedOn}` : `from ${installedOn}`;
}

/** How a rack stands at the moment shown. */
export interface RackMoment {
  /** The day, "2027-02-26". */
  readonly on: string;
  /** It leaves: everything in it is to leave, too. */
  readonly leaves: boolean;
}

/**
 * A rack as the elevation draws it: what stands, and beside it what is planned. A half-depth device takes its own face alone.
 * Reservations are those of the day.
 */
export function rackModelOf(rack: RackDetail, { on, leaves }: RackMoment): RackModel {
  const devices = rack.devices.map(
    (device): RackDevice => ({
      id: String(device.id),
      name: device.name,
      kind: [device.typeName, comesWords(device, on)].filter(Boolean).join(", "),
      startU: device.startU,
      heightU: device.heightU,
      face: device.face,
      state: leaves && stateOf(device) === "active" ? "retiring" : stateOf(device),
      powerW: device.deratedW > 0 ? device.deratedW : null,
      // No meter is read yet: what a device really draws is not known, and nothing is coloured by a guess.
      heatShare: null,
    }),
  );
  const held = rack.unitReservations.filter(({ from, until }) => from <= on && (until === null || until > on));
  const reserved = reservedBlocks(held, devices).map(
    (block): RackDevice => ({
      id: `reserved-${block.startU}-${block.face}`,
      name: "Reserved",
      kind: [block.reason, block.owner, block.until === null ? "" : `until ${block.until}`].filter(Boolean).join(", "),
      startU: block.startU,
      heightU: block.heightU,
      face: block.face,
      state: "reserved",
      powerW: null,
    }),
  );
  return { heightU: rack.heightU, devices: [...devices, ...reserved] };
}
