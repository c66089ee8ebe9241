import { Random } from "@headroom/core/foundation/random";
import type { PlacementProblem, PlacementRequest, RackDemandSpec } from "@headroom/core/planning/placement/types";
import type { DatacenterModel } from "@headroom/core/topology/datacenter";

/**
 * Datacenters and demand for benchmarks, by the rule of the placement format's description ("Generated data centres"): rooms of
 * `tops` UPS with `mids` second-level devices each, and below each of those one third-level device per partner UPS.
 */
export interface Preset {
  readonly rooms: number;
  readonly tops: number;
  readonly mids: number;
  readonly positions: number;
  /** Capacity W by level. */
  readonly capacities: readonly [number, number, number];
  readonly zoneW: number;
  readonly requests: number;
  readonly batch: number;
}

export const SMALL: Preset = {
  rooms: 1,
  tops: 3,
  mids: 2,
  positions: 4,
  capacities: [100_000, 55_000, 32_000],
  zoneW: 14_000,
  requests: 15,
  batch: 1,
};
export const TIGHT: Preset = {
  rooms: 1,
  tops: 4,
  mids: 6,
  positions: 10,
  capacities: [900_000, 180_000, 90_000],
  zoneW: 35_000,
  requests: 90,
  batch: 10,
};
export const campus = (rooms: number): Preset => ({
  rooms,
  tops: 4,
  mids: 6,
  positions: 10,
  capacities: [1_000_000, 200_000, 120_000],
  zoneW: 40_000,
  requests: rooms === 2 ? 210 : rooms * 100,
  batch: 10,
});

/** 4N/3 at the top, 2N below. */
const FAILOVER = [4 / 3, 2, 2];

function room(
  preset: Preset,
  r: number,
  out: { [K in "rooms" | "rows" | "groups" | "devices" | "coolingZones"]: DatacenterModel[K][number][] },
) {
  const { tops, mids } = preset;
  const roomId = `r${r}`;
  out.rooms.push({ id: roomId });
  const device = (id: string, parentId: string | null, level: number) =>
    out.devices.push({
      id,
      parentId,
      roomId,
      capacityW: preset.capacities[level]!,
      failoverCapacityW: Math.floor(preset.capacities[level]! * FAILOVER[level]!),
    });
  for (let t = 0; t < tops; t++) {
    device(`${roomId}-${t}`, null, 0);
    for (let m = 0; m < mids; m++) {
      device(`${roomId}-${t}.${m}`, `${roomId}-${t}`, 1);
      for (let s = 1; s < tops; s++) device(`${roomId}-${t}.${m}.${s}`, `${roomId}-${t}.${m}`, 2);
    }
  }
  const pairs = Array.from({ length: tops }, (_, a) =>
    Array.from({ length: tops - a - 1 }, (_, k) => [a, a + k + 1] as const),
  ).flat();
  // a third-level device serves exactly one partner: the one so many steps ahead
  const feeds = ([a, b]: readonly [number, number], m: number) => [
    `${roomId}-${a}.${m}.${b - a}`,
    `${roomId}-${b}.${m}.${(a - b + tops) % tops}`,
  ];
  const rows = pairs.length * mids;
  for (let z = 0; z < Math.ceil(rows / 2); z++)
    out.coolingZones.push({ id: `${roomId}-z${z}`, roomId, capacityW: preset.zoneW });
  for (let i = 0; i < rows; i++) {
    const rowId = `${roomId}-${i}`;
    out.rows.push({ id: rowId, roomId });
    const coolingZoneId = `${roomId}-z${Math.min(i, rows - 1 - i)}`;
    const sides = [
      ["a", feeds(pairs[Math.floor(i / mids)]!, i % mids)],
      ["b", feeds(pairs[i % pairs.length]!, Math.floor(i / pairs.length))],
    ] as const;
    for (const [side, list] of sides)
      out.groups.push({ id: `${rowId}${side}`, rowId, positions: preset.positions, feeds: list, coolingZoneId });
  }
}

/** Of every request. */
export const REWARD = 200;

/** Racks per request 1 to 20 with their weights; mean 7.8. */
const SIZES = [1, 4, 2, 8, 3, 6, 4, 12, 5, 5, 6, 8, 7, 4, 8, 18, 9, 3, 10, 12, 12, 8, 14, 2, 16, 5, 20, 5];
/** [weight, low, high] W, in steps of 100 and 50. */
const POWER = [30, 2000, 4000, 50, 5000, 7000, 20, 9000, 12_000];
const COOLING = [35, 300, 600, 45, 700, 1100, 20, 1200, 1600];

function pick(random: Random, weights: readonly number[]): number {
  let at = random.float() * weights.reduce((a, b) => a + b, 0);
  for (let i = 0; i < weights.length; i++) {
    at -= weights[i]!;
    if (at < 0) return i;
  }
  return weights.length - 1;
}

function draw(random: Random, rowPositions: number): RackDemandSpec {
  const mode = (modes: readonly number[], step: number) => {
    const m = 3 * pick(random, [modes[0]!, modes[3]!, modes[6]!]);
    return modes[m + 1]! + step * random.below((modes[m + 2]! - modes[m + 1]!) / step + 1);
  };
  const size =
    SIZES[
      2 *
        pick(
          random,
          SIZES.filter((_, i) => i % 2 === 1),
        )
    ]!;
  const racks = Math.max(1, Math.ceil((size * rowPositions) / 20));
  return { racks, powerW: mode(POWER, 100), coolingW: mode(COOLING, 50) };
}

/** A problem of a preset; the same seed gives the same problem. */
export function generate(preset: Preset, seed: number): PlacementProblem {
  const model = { id: `bench-${seed}`, rooms: [], rows: [], groups: [], devices: [], coolingZones: [] };
  for (let r = 0; r < preset.rooms; r++) room(preset, r, model);
  const [arrivals, past] = [new Random(seed, 1), new Random(seed, 2)];
  const rowPositions = 2 * preset.positions;
  return {
    model,
    placed: [],
    history: Array.from({ length: 500 }, () => draw(past, rowPositions)),
    requests: Array.from(
      { length: preset.requests },
      (_, i): PlacementRequest => ({
        id: `q${i}`,
        ...draw(arrivals, rowPositions),
        reward: REWARD,
      }),
    ),
    batchSize: preset.batch,
    mode: "online",
    policy: "place-all",
  };
}
