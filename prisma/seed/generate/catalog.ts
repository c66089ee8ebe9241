import { isoOf } from "./calendar";

export interface Family {
  readonly id: number;
  readonly code: string;
  readonly name: string;
}

export interface ServerType {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly familyId: number;
  readonly heightU: number;
  /** false: two of them share a unit, one at the front and one at the rear. */
  readonly fullDepth: boolean;
  readonly nameplateW: number;
  readonly deratedW: number;
  readonly weightKg: number;
  readonly ports: number;
  readonly cores: number;
  readonly memoryGib: number;
  readonly storageTb: number;
  readonly gpus: number;
}

export interface RackType {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly familyId: number;
  readonly familyCode: string;
  readonly heightU: number;
  readonly powerW: number;
  readonly deratedW: number;
  readonly coolingW: number;
  readonly weightKg: number;
  readonly ports: number;
  readonly serverType: ServerType;
  readonly serverCount: number;
  readonly cost: number;
  readonly leadTimeWeeksP50: number;
  readonly leadTimeWeeksP90: number;
  /** ISO days; null: no end in sight. */
  readonly orderableFrom: string;
  readonly orderableTo: string | null;
  readonly endOfLife: string | null;
}

export interface Catalog {
  readonly families: readonly Family[];
  readonly serverTypes: readonly ServerType[];
  readonly rackTypes: readonly RackType[];
}

const families = [
  { id: 1, code: "compute", name: "Compute" },
  { id: 2, code: "memory", name: "Memory" },
  { id: 3, code: "storage", name: "Storage" },
  { id: 4, code: "accelerator", name: "Accelerator" },
] as const;

/** One line per rack type: the server it is full of, what the rack draws, and since when (days before today) it can be ordered. */
interface Line {
  readonly code: string;
  readonly name: string;
  readonly family: 1 | 2 | 3 | 4;
  /** name, heightU, fullDepth, nameplateW, weightKg, ports, cores, memoryGib, storageTb, gpus */
  readonly server: readonly [string, number, boolean, number, number, number, number, number, number, number];
  readonly servers: number;
  readonly powerW: number;
  readonly coolingW: number;
  readonly cost: number;
  readonly weeks: readonly [p50: number, p90: number];
  readonly since: number;
  readonly until: number | null;
}

const lines: readonly Line[] = [
  {
    code: "C5",
    name: "Compute, fifth generation",
    family: 1,
    server: ["Compute node 1U, 64 cores", 1, true, 215, 15.5, 2, 64, 256, 3.8, 0],
    servers: 28,
    powerW: 6_200,
    coolingW: 880,
    cost: 212_000,
    weeks: [9, 14],
    since: 2_100,
    until: 480,
  },
  {
    code: "C6",
    name: "Compute, sixth generation",
    family: 1,
    server: ["Compute node 1U, 96 cores", 1, true, 258, 16.2, 2, 96, 384, 7.6, 0],
    servers: 25,
    powerW: 6_900,
    coolingW: 980,
    cost: 258_000,
    weeks: [10, 16],
    since: 490,
    until: null,
  },
  {
    code: "M3",
    name: "Memory, third generation",
    family: 2,
    server: ["Memory node 2U, 1 TiB", 2, true, 288, 24, 2, 64, 1_024, 7.6, 0],
    servers: 16,
    powerW: 4_800,
    coolingW: 700,
    cost: 246_000,
    weeks: [10, 15],
    since: 2_100,
    until: 610,
  },
  {
    code: "M4",
    name: "Memory, fourth generation",
    family: 2,
    server: ["Memory node 2U, 2 TiB", 2, true, 298, 25, 2, 96, 2_048, 7.6, 0],
    servers: 18,
    powerW: 5_600,
    coolingW: 820,
    cost: 331_000,
    weeks: [12, 19],
    since: 620,
    until: null,
  },
  {
    code: "S6",
    name: "Storage, flash, half depth",
    family: 3,
    server: ["Flash node 2U, half depth", 2, false, 172, 14, 2, 24, 128, 122.9, 0],
    servers: 14,
    powerW: 2_600,
    coolingW: 380,
    cost: 187_000,
    weeks: [8, 12],
    since: 2_100,
    until: 420,
  },
  {
    code: "S7",
    name: "Storage, dense disk",
    family: 3,
    server: ["Disk node 3U", 3, true, 268, 58, 2, 32, 256, 864, 0],
    servers: 12,
    powerW: 3_400,
    coolingW: 520,
    cost: 164_000,
    weeks: [8, 13],
    since: 430,
    until: null,
  },
  {
    code: "A1",
    name: "Accelerator, first generation",
    family: 4,
    server: ["Accelerator node 4U, 4 GPU", 4, true, 1_240, 62, 4, 64, 1_024, 15.4, 4],
    servers: 8,
    powerW: 10_200,
    coolingW: 1_300,
    cost: 984_000,
    weeks: [18, 30],
    since: 1_900,
    until: 360,
  },
  {
    code: "A2",
    name: "Accelerator, second generation",
    family: 4,
    server: ["Accelerator node 5U, 8 GPU", 5, true, 1_420, 88, 6, 96, 2_048, 30.7, 8],
    servers: 8,
    powerW: 11_600,
    coolingW: 1_550,
    cost: 1_940_000,
    weeks: [22, 38],
    since: 370,
    until: null,
  },
];

const RACK_U = 48;
/** What a rack draws in practice, of its nameplate. */
const DERATING = 0.78;

/** Eight rack types in four families, an older and a newer one each. `today` fixes since when each can be ordered. */
export function buildCatalog(today: number): Catalog {
  const types = lines.map((line, i) => {
    const [name, heightU, fullDepth, nameplateW, weightKg, ports, cores, memoryGib, storageTb, gpus] = line.server;
    const serverType: ServerType = {
      id: i + 1,
      code: `${line.code}-node`,
      name,
      familyId: line.family,
      heightU,
      fullDepth,
      nameplateW,
      deratedW: Math.round(nameplateW * DERATING),
      weightKg,
      ports,
      cores,
      memoryGib,
      storageTb,
      gpus,
    };
    const rackType: RackType = {
      id: i + 1,
      code: line.code,
      name: line.name,
      familyId: line.family,
      familyCode: families[line.family - 1]!.code,
      heightU: RACK_U,
      powerW: line.powerW,
      deratedW: Math.round((line.powerW * DERATING) / 10) * 10,
      coolingW: line.coolingW,
      weightKg: Math.round(180 + line.servers * weightKg),
      ports: line.servers * ports,
      serverType,
      serverCount: line.servers,
      cost: line.cost,
      leadTimeWeeksP50: line.weeks[0],
      leadTimeWeeksP90: line.weeks[1],
      orderableFrom: isoOf(today - line.since),
      orderableTo: line.until === null ? null : isoOf(today - line.until),
      endOfLife: line.until === null ? null : isoOf(today - line.until + 365 * 4),
    };
    return { serverType, rackType };
  });
  return { families, serverTypes: types.map((t) => t.serverType), rackTypes: types.map((t) => t.rackType) };
}
