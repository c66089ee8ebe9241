import { buildDatacenter, type Preset } from "./datacenter";
import { type Distribution, DRAW } from "./demand";
import type { Demand, Instance } from "./format";
import { PythonRandom } from "./python-random";

export type PresetName = "paper" | "tight" | "campus" | "small";

const PAPER: Preset = {
  rooms: 2,
  tops: 4,
  mids: 6,
  positions: 10,
  capacities: [1_000_000, 200_000, 120_000],
  zoneW: 40_000,
  requests: 210,
  batch: 10,
};
const PRESETS: Readonly<Record<Exclude<PresetName, "campus">, Preset>> = {
  paper: PAPER,
  tight: { ...PAPER, rooms: 1, capacities: [900_000, 180_000, 90_000], zoneW: 35_000, requests: 90 },
  small: {
    rooms: 1,
    tops: 3,
    mids: 2,
    positions: 4,
    capacities: [100_000, 55_000, 32_000],
    zoneW: 14_000,
    requests: 15,
    batch: 1,
  },
};
const HISTORY = 500;
/** Of every request: the published objective counts requests. */
export const REWARD = 200;

export interface Choice {
  readonly preset: PresetName;
  readonly seed: number;
  readonly distribution: Distribution;
  /** Rooms of a campus, 1 to 140; 40 unless told. */
  readonly rooms?: number;
}

/**
 * The instance that the placement format's generator makes of the same choice: same name, same numbers (a test holds them against
 * files that it wrote). Nothing stands on the floor beforehand and every request is worth the same.
 */
export function generate({ preset: presetName, seed, distribution, rooms = 40 }: Choice): Instance {
  const preset = presetName === "campus" ? { ...PAPER, rooms, requests: 100 * rooms } : PRESETS[presetName];
  const label = `headroom/${presetName}/${distribution}/${seed}`;
  const draw = (random: PythonRandom, position: number): Demand => {
    const demand = DRAW[distribution](random, position);
    // sizes are drawn for rows of 20 positions
    return { ...demand, racks: Math.max(1, Math.ceil((demand.racks * 2 * preset.positions) / 20)) };
  };
  const past = new PythonRandom(`${label}/history`);
  const arrivals = new PythonRandom(`${label}/requests`);
  const { requests } = preset;
  const width = Math.max(3, String(requests).length);
  const campus = presetName === "campus" ? [`${presetName}${rooms}`, `-k${requests}`] : [presetName, ""];
  return {
    format: "headroom.placement-instance/1",
    name: `${campus[0]}-${distribution}-s${seed}${campus[1]}`,
    datacenter: buildDatacenter(preset),
    placed: [],
    history: Array.from({ length: HISTORY }, () => draw(past, 0)),
    batchSize: preset.batch,
    requests: Array.from({ length: requests }, (_, i) => ({
      id: `q${String(i + 1).padStart(width, "0")}`,
      ...draw(arrivals, i / Math.max(1, requests - 1)),
      reward: REWARD,
    })),
  };
}
