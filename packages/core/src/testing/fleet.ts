import type { CoolingZone, DatacenterModel, PositionGroup, PowerDevice } from "../topology/datacenter";

/**
 * Rooms by the rule of bench/placement/FORMAT.md, "Generated data centres": `tops` UPS with `mids` second-level devices each, of
 * those one third-level device per partner UPS, and pairs x mids rows of two position groups.
 */
export interface PaperRoomSpec {
  readonly tops: number;
  readonly mids: number;
  /** In each of a row's two groups. */
  readonly positionsPerGroup: number;
  /** Of the three levels, top first. */
  readonly capacityW: readonly [number, number, number];
  /** Failover capacity as a multiple of capacity, by level, as a fraction: it is rounded down to a watt. */
  readonly failover: readonly [Fraction, Fraction, Fraction];
  readonly coolingZoneW: number;
}
type Fraction = readonly [numerator: number, denominator: number];

/** A room by indices: devices in the order tops, second level, third level. */
export interface PaperRoom {
  readonly devices: readonly {
    readonly level: 0 | 1 | 2;
    readonly parent: number | null;
    /** "B", "B2", "B2.1" */
    readonly label: string;
    readonly capacityW: number;
    readonly failoverCapacityW: number;
  }[];
  readonly zones: readonly { readonly capacityW: number }[];
  readonly rows: readonly {
    readonly zone: number;
    readonly groups: readonly { readonly positions: number; readonly feeds: readonly [number, number] }[];
  }[];
}

/** The datacenter of the paper, one room of it: 36 rows, 720 positions. */
export const paperRoomSpec: PaperRoomSpec = {
  tops: 4,
  mids: 6,
  positionsPerGroup: 10,
  capacityW: [1_000_000, 200_000, 120_000],
  failover: [
    [4, 3],
    [2, 1],
    [2, 1],
  ],
  coolingZoneW: 40_000,
};

const letters = "ABCDEFGH";

export function paperRoom(spec: PaperRoomSpec): PaperRoom {
  const { tops, mids } = spec;
  const lows = tops - 1;
  const device = (level: 0 | 1 | 2, parent: number | null, label: string) => {
    const [numerator, denominator] = spec.failover[level];
    const capacityW = spec.capacityW[level];
    return { level, parent, label, capacityW, failoverCapacityW: Math.floor((capacityW * numerator) / denominator) };
  };
  const each = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
  const top = each(tops, (t) => device(0, null, letters[t]!));
  const mid = each(tops * mids, (i) => {
    const t = Math.floor(i / mids);
    return device(1, t, `${letters[t]}${(i % mids) + 1}`);
  });
  const low = each(tops * mids * lows, (i) => {
    const m = Math.floor(i / lows);
    return device(2, tops + m, `${mid[m]!.label}.${(i % lows) + 1}`);
  });
  // The slot under a second-level device is how many steps its partner lies ahead, so each serves exactly one partner.
  const lowOf = (t: number, m: number, partner: number) =>
    tops + tops * mids + (t * mids + m) * lows + ((partner - t + tops) % tops) - 1;
  const pairs = each(tops, (a) => each(tops - a - 1, (k) => [a, a + 1 + k] as const)).flat();
  const feeds = (pair: number, m: number): readonly [number, number] => {
    const [a, b] = pairs[pair]!;
    return [lowOf(a, m, b), lowOf(b, m, a)];
  };
  const rowCount = pairs.length * mids;
  const rows = each(rowCount, (i) => ({
    // row i faces the i-th from the end: the two share a zone
    zone: Math.min(i, rowCount - 1 - i),
    groups: [feeds(Math.floor(i / mids), i % mids), feeds(i % pairs.length, Math.floor(i / pairs.length))].map((f) => ({
      positions: spec.positionsPerGroup,
      feeds: f,
    })),
  }));
  return {
    devices: [...top, ...mid, ...low],
    zones: each(Math.ceil(rowCount / 2), () => ({ capacityW: spec.coolingZoneW })),
    rows,
  };
}

/** A whole datacenter of such rooms, with the ids of the generated instances (`r1-A2.3`, `r1-07b`, `r1-z04`). */
export function paperDatacenter(specs: readonly PaperRoomSpec[], id = "dc"): DatacenterModel {
  const padded = (n: number, of: number) => String(n).padStart(String(of).length, "0");
  const devices: PowerDevice[] = [];
  const coolingZones: CoolingZone[] = [];
  const groups: PositionGroup[] = [];
  const rows: { id: string; roomId: string }[] = [];
  const rooms = specs.map((spec, r) => {
    const roomId = `r${padded(r + 1, specs.length)}`;
    const room = paperRoom(spec);
    const name = (i: number) => `${roomId}-${room.devices[i]!.label}`;
    const zoneName = (z: number) => `${roomId}-z${padded(z + 1, room.zones.length)}`;
    room.devices.forEach(({ parent, capacityW, failoverCapacityW }, i) => {
      devices.push({
        id: name(i),
        parentId: parent === null ? null : name(parent),
        roomId,
        capacityW,
        failoverCapacityW,
      });
    });
    room.zones.forEach(({ capacityW }, z) => {
      coolingZones.push({ id: zoneName(z), roomId, capacityW });
    });
    room.rows.forEach((row, i) => {
      const rowId = `${roomId}-${padded(i + 1, room.rows.length)}`;
      rows.push({ id: rowId, roomId });
      row.groups.forEach(({ positions, feeds }, k) => {
        const coolingZoneId = zoneName(row.zone);
        groups.push({ id: `${rowId}${"ab"[k]}`, rowId, positions, feeds: feeds.map(name), coolingZoneId });
      });
    });
    return { id: roomId };
  });
  return { id, rooms, rows, groups, devices, coolingZones };
}
