import type { Datacenter, PositionGroup, PowerDevice } from "./format";

/** How rooms are built; the rule is in the placement format's description, "Generated data centres". */
export interface Preset {
  readonly rooms: number;
  /** Top-level devices (UPS) a room; every pair of them feeds some racks. */
  readonly tops: number;
  /** Second-level devices under each top; below each of those, one third-level device per partner UPS. */
  readonly mids: number;
  /** Of each of a row's two groups. */
  readonly positions: number;
  /** Capacity W by level; failover is 4/3, 2 and 2 times that, rounded down. */
  readonly capacities: readonly [number, number, number];
  readonly zoneW: number;
  readonly requests: number;
  readonly batch: number;
}

const LETTERS = "ABCDEFGH";
const failover = (capacityW: number, level: number) => (level === 0 ? Math.floor((capacityW * 4) / 3) : capacityW * 2);
const padded = (n: number, width: number) => String(n).padStart(width, "0");

function devicesOf(room: string, { tops, mids, capacities }: Preset): PowerDevice[] {
  const device = (id: string, parent: string | null, level: 0 | 1 | 2): PowerDevice => ({
    id,
    parent,
    room,
    capacityW: capacities[level],
    failoverCapacityW: failover(capacities[level], level),
  });
  const letters = [...LETTERS.slice(0, tops)];
  const seconds = letters.flatMap((letter) => Array.from({ length: mids }, (_, m) => `${room}-${letter}${m + 1}`));
  return [
    ...letters.map((letter) => device(`${room}-${letter}`, null, 0)),
    ...seconds.map((id) => device(id, id.replace(/\d+$/, ""), 1)),
    ...seconds.flatMap((id) => Array.from({ length: tops - 1 }, (_, s) => device(`${id}.${s + 1}`, id, 2))),
  ];
}

function groupsOf(room: string, preset: Preset, rowIds: readonly string[], zoneIds: readonly string[]) {
  const { tops, mids, positions } = preset;
  const pairs = Array.from({ length: tops }, (_, a) =>
    Array.from({ length: tops - a - 1 }, (_, k) => [a, a + k + 1] as const),
  ).flat();
  // a third-level device serves exactly one partner: the one so many steps ahead
  const feeds = (pair: number, m: number): [string, string] => {
    const [a, b] = pairs[pair]!;
    return [`${room}-${LETTERS[a]}${m + 1}.${b - a}`, `${room}-${LETTERS[b]}${m + 1}.${(a - b + tops) % tops}`];
  };
  return rowIds.flatMap((row, i): PositionGroup[] => {
    // facing rows share a cooling zone
    const coolingZone = zoneIds[Math.min(i, rowIds.length - 1 - i)]!;
    const group = (side: string, pair: number, m: number) => ({
      id: `${row}${side}`,
      row,
      positions,
      feeds: feeds(pair, m),
      coolingZone,
    });
    return [group("a", Math.floor(i / mids), i % mids), group("b", i % pairs.length, Math.floor(i / pairs.length))];
  });
}

export function buildDatacenter(preset: Preset): Datacenter {
  const rowCount = ((preset.tops * (preset.tops - 1)) / 2) * preset.mids;
  const zoneCount = Math.ceil(rowCount / 2);
  const roomIds = Array.from({ length: preset.rooms }, (_, r) => `r${padded(r + 1, String(preset.rooms).length)}`);
  const perRoom = roomIds.map((room) => {
    const ids = (count: number, prefix: string) =>
      Array.from({ length: count }, (_, i) => `${room}-${prefix}${padded(i + 1, String(count).length)}`);
    const rowIds = ids(rowCount, "");
    const zoneIds = ids(zoneCount, "z");
    return {
      rows: rowIds.map((id) => ({ id, room })),
      groups: groupsOf(room, preset, rowIds, zoneIds),
      devices: devicesOf(room, preset),
      zones: zoneIds.map((id) => ({ id, room, capacityW: preset.zoneW })),
    };
  });
  return {
    rooms: roomIds.map((id) => ({ id })),
    rows: perRoom.flatMap((r) => r.rows),
    positionGroups: perRoom.flatMap((r) => r.groups),
    powerDevices: perRoom.flatMap((r) => r.devices),
    coolingZones: perRoom.flatMap((r) => r.zones),
  };
}
