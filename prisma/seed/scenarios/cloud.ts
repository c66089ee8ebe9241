import { places } from "./cloud-places";
import type { DatacenterSpec, RegionSpec, RoomSpec, Scenario } from "./scenario";

/** Of the whole cloud; a smaller one has the same shape. */
const SERVERS = 1_200_000;
const REGIONS = 60;
const LARGEST = 10_000;
const SERVERS_PER_RACK = 19.9;
const FILLED = 0.747;
/** How fast sizes fall from the largest datacenter on: size of the i-th = largest x (1 + i/k)^-TAIL. */
const TAIL = 1.1;

/** Datacenters of the regions, largest region first: 5 of them in the first four, one in the last 28. 130 in all. */
const steps = [
  [4, 5],
  [12, 4],
  [22, 3],
  [32, 2],
  [60, 1],
] as const;

/** By share of the list, so that a smaller cloud has them in the same proportions. */
function datacentersOf(region: number, regions: number): number {
  const place = ((region + 0.5) * REGIONS) / regions;
  return steps.find(([until]) => place <= until)![1];
}

/** Positions of n datacenters, largest first, `total` in all: a long tail. */
export function sizesOf(n: number, total: number, largest: number): number[] {
  const at = (k: number) => Array.from({ length: n }, (_, i) => largest * (1 + i / k) ** -TAIL);
  const sum = (sizes: readonly number[]) => sizes.reduce((a, b) => a + b, 0);
  let [low, high] = [1e-3, 1e4];
  for (let i = 0; i < 60; i++) {
    const middle = Math.sqrt(low * high);
    if (sum(at(middle)) > total) high = middle;
    else low = middle;
  }
  return at(low);
}

/** Rooms there are, largest first. Positions: two groups a row, pairs of UPS times devices under each rows. */
const models: readonly (RoomSpec & { readonly positions: number })[] = (
  [
    [5, 5, 10],
    [4, 6, 10],
    [4, 4, 10],
    [4, 3, 10],
    [4, 2, 10],
    [3, 3, 10],
    [4, 1, 10],
    [3, 1, 10],
    [3, 1, 6],
    [3, 1, 4],
  ] as const
).map(([tops, mids, positionsPerGroup]) => ({
  ...{ tops, mids, positionsPerGroup },
  positions: tops * (tops - 1) * mids * positionsPerGroup,
}));

/** Rooms for about as many positions: the largest that fit, one after the other. */
function roomsFor(positions: number): RoomSpec[] {
  const rooms: RoomSpec[] = [];
  const smallest = models.at(-1)!;
  for (let left = positions; left >= smallest.positions / 2 || rooms.length === 0; ) {
    const { positions: taken, ...room } = models.find((m) => m.positions <= left * 1.02) ?? smallest;
    rooms.push(room);
    left -= taken;
  }
  return rooms;
}

const mixes: readonly RegionSpec["mix"][] = [
  [0.5, 0.15, 0.2, 0.15],
  [0.52, 0.16, 0.22, 0.1],
  [0.44, 0.14, 0.2, 0.22],
  [0.54, 0.15, 0.19, 0.12],
  [0.32, 0.16, 0.48, 0.04],
];

/** How full, now and three years ago: turns by region, around three quarters; the last in the list is the one that runs out. */
const fills: readonly RegionSpec["fill"][] = [
  [0.52, 0.77],
  [0.56, 0.74],
  [0.5, 0.76],
  [0.58, 0.72],
  [0.54, 0.79],
  [0.48, 0.75],
  [0.57, 0.76],
];
/** The region (by place in the list) that grows into its limits. */
const SHORT = 6;

function regionSpec(i: number, sizes: readonly number[]): RegionSpec {
  const [airport, city, geography, short, latitude, longitude, tags] = places[i]!;
  const datacenters = sizes.map(
    (size, d): DatacenterSpec => ({ code: `${airport}-${d + 1}`, name: `${city} ${d + 1}`, rooms: roomsFor(size) }),
  );
  const inZone = (zone: number) => datacenters.filter((_, d) => d % 3 === zone);
  return {
    code: `${short}-${airport.toLowerCase()}`,
    name: city,
    geography,
    ...{ latitude, longitude, tags },
    zones: [0, 1, 2].map(inZone).filter((zone, z) => z === 0 || zone.length > 0),
    ...(i === SHORT
      ? { fill: [0.36, 0.83] as const, acceleration: 1.7, ceiling: 0.93, mix: mixes[0]! }
      : { fill: fills[i % fills.length]!, acceleration: 1 + (i % 4) / 10, mix: mixes[i % mixes.length]! }),
    ...(i % 5 === 0 ? { faultDomains: true as const } : {}),
  };
}

/**
 * An invented cloud: 1,200,000 servers in 60,000 racks, 60 regions and 130 datacenters, the largest of 10,000 positions and most of them small.
 * `servers`: about how many; fewer give fewer and smaller datacenters in the same proportions, for measuring what grows with the fleet.
 */
export function cloud(servers = SERVERS): Scenario {
  const share = servers / SERVERS;
  const count = Math.max(8, Math.round(REGIONS * Math.sqrt(share)));
  const counts = Array.from({ length: count }, (_, i) => datacentersOf(i, count));
  const n = counts.reduce((a, b) => a + b, 0);
  const positions = servers / SERVERS_PER_RACK / FILLED;
  const sizes = sizesOf(n, positions, Math.max(LARGEST * share ** 0.8, (1.5 * positions) / n));
  // the largest to the first regions, then those that are second in their region, and so on
  const ofRegion = counts.map((): number[] => []);
  let next = 0;
  for (let round = 0; next < n; round++)
    counts.forEach((c, i) => {
      if (round < c) ofRegion[i]!.push(sizes[next++]!);
    });
  const about = (value: number, part = 0.04): readonly [number, number] => [value * (1 - part), value * (1 + part)];
  const whole = servers === SERVERS;
  const wide = whole ? 0.01 : 0.15;
  return {
    name: whole ? "cloud" : `cloud:${servers}`,
    seed: 41_300,
    regions: ofRegion.map((own, i) => regionSpec(i, own)),
    months: 36,
    nearFailoverLimit: `${places[1]![0]}-1`,
    blockedShare: 0.004,
    stories: whole
      ? { committed: 24, submitted: 10, drafts: 8, open: 24 }
      : { committed: 4, submitted: 3, drafts: 3, open: 4 },
    expected: {
      positions: about(positions, whole ? 0.03 : 0.2),
      filledShare: [0.7, 0.8],
      racks: about(servers / SERVERS_PER_RACK, wide),
      servers: about(servers, wide),
      shortRegions: whole ? [1, 3] : [0, count],
    },
  };
}
