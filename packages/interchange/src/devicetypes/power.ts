import type { LibraryDevice } from "./device";

export interface PowerSupply {
  readonly manufacturer: string;
  readonly model: string;
  readonly partNumber: string | null;
  readonly maxDrawW: number | null;
  readonly connector: string | null;
}

/** What a person says about a device whose files do not tell its power. */
export interface PowerAnswer {
  /** A supply of the same maker that is in every bay. */
  readonly supplyModel: string | null;
  readonly powerW: number | null;
}

export interface DevicePower {
  readonly powerW: number | null;
  readonly source: "ports" | "supplies" | "given" | "unknown";
  readonly supplyModel: string | null;
}

export const deviceKey = (manufacturer: string, slug: string): string => JSON.stringify([manufacturer, slug]);
export const supplyKey = (manufacturer: string, model: string): string => JSON.stringify([manufacturer, model]);

/**
 * The most a device can draw, W: what a person has given; the sum over its power ports; or the sum over its bays of the supply that is in
 * them (chosen by a person, or the only one its maker has). Sums take every supply for loaded: an upper limit where one is only for
 * redundancy.
 */
export function powerOf(
  device: LibraryDevice,
  answer: PowerAnswer | undefined,
  supplies: ReadonlyMap<string, PowerSupply>,
): DevicePower {
  if (answer?.powerW != null) return { powerW: answer.powerW, source: "given", supplyModel: answer.supplyModel };
  const draws = device.powerPorts.flatMap(({ maximumDrawW }) => maximumDrawW ?? []);
  if (!device.powered) return { powerW: 0, source: "ports", supplyModel: null };
  if (answer?.supplyModel == null && draws.length > 0) {
    return { powerW: draws.reduce((sum, draw) => sum + draw, 0), source: "ports", supplyModel: null };
  }
  const only = [...supplies.values()].filter(({ manufacturer }) => manufacturer === device.manufacturer);
  const chosen =
    answer?.supplyModel != null
      ? supplies.get(supplyKey(device.manufacturer, answer.supplyModel))
      : only.length === 1
        ? only[0]
        : undefined;
  if (device.supplyBays > 0 && chosen?.maxDrawW != null) {
    return { powerW: device.supplyBays * chosen.maxDrawW, source: "supplies", supplyModel: chosen.model };
  }
  return { powerW: null, source: "unknown", supplyModel: null };
}
