import type { RackDetail } from "@headroom/contracts/fleet";
import type { RackDevice, RackDeviceState, RackModel } from "@headroom/ui/rack/rackModel";

const states: Record<string, RackDeviceState> = {
  planned: "planned",
  staged: "planned",
  active: "active",
  offline: "offline",
  failed: "offline",
  decommissioning: "retiring",
};

/** Runs of neighbouring units with one owner and reason, as one block each. */
export function reservedRuns(reservations: RackDetail["unitReservations"]) {
  const runs: { startU: number; heightU: number; owner: string; reason: string }[] = [];
  for (const one of [...reservations].sort((a, b) => a.unit - b.unit)) {
    const last = runs.at(-1);
    if (last && last.startU + last.heightU === one.unit && last.owner === one.owner && last.reason === one.reason)
      last.heightU += 1;
    else runs.push({ startU: one.unit, heightU: 1, owner: one.owner, reason: one.reason });
  }
  return runs;
}

/** A rack as the elevation draws it. A half-depth device takes its own face alone. */
export function rackModelOf(rack: RackDetail): RackModel {
  const devices = rack.devices.map(
    (device): RackDevice => ({
      id: String(device.id),
      name: device.name,
      kind: device.typeName,
      startU: device.startU,
      heightU: device.heightU,
      face: device.face,
      state: device.nameplateW === 0 ? "passive" : (states[device.state] ?? "unknown"),
      powerW: device.deratedW > 0 ? device.deratedW : null,
      // No meter is read yet: what a device really draws is not known, and nothing is coloured by a guess.
      heatShare: null,
    }),
  );
  const reserved = reservedRuns(rack.unitReservations).map(
    (run): RackDevice => ({
      id: `reserved-${run.startU}`,
      name: "Reserved",
      kind: [run.reason, run.owner].filter(Boolean).join(", "),
      startU: run.startU,
      heightU: run.heightU,
      face: "both",
      state: "reserved",
      powerW: null,
    }),
  );
  const taken = new Set(
    devices.flatMap((device) => Array.from({ length: device.heightU }, (_, at) => device.startU + at)),
  );
  return {
    heightU: rack.heightU,
    devices: [
      ...devices,
      ...reserved.filter(
        (one) => !Array.from({ length: one.heightU }, (_, at) => one.startU + at).some((unit) => taken.has(unit)),
      ),
    ],
  };
}
