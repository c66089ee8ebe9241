import fc from "fast-check";
import type { PlacementMode, PlacementPolicy, PlacementProblem, PlacementRequest } from "../planning/placement/types";
import type {
  CoolingZone,
  DatacenterModel,
  FreezeWindow,
  KeyRules,
  NetworkZone,
  PlacedRacks,
  PositionGroup,
  PowerDevice,
  Room,
  Row,
} from "../topology/datacenter";

export interface DatacenterOptions {
  /** Tenths of a watt, too. */
  readonly decimals?: boolean;
  readonly tags?: boolean;
  /** Groups with one to four feeds, some of them under one top device, and failover capacities below the normal ones. */
  readonly feeds?: boolean;
  /** Weights, ports, fault domains, freezes and blocked positions; requests with rules and days. */
  readonly extras?: boolean;
}

const maybe = <T>(on: boolean | undefined, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  on ? fc.option(value, { nil: undefined }) : fc.constant(undefined);

/** Without the fields that are undefined: absent is absent. */
const present = <T extends object>(of: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as never;

const some = (most: number) => fc.integer({ min: 0, max: most });

/** Days that requests need and freezes close. */
const dayArb = some(9).map((day) => `2026-02-2${day}`.replace("2026-02-29", "2026-03-01"));

/**
 * Arbitraries of small datacenters, tight enough that every kind of limit binds often. Each room has 2 to 4 top devices with 1 or 2
 * devices below each and its own cooling zones; each row 1 to 3 groups on random feeds under different tops.
 */
export const datacenterArb = (options: DatacenterOptions = {}): fc.Arbitrary<DatacenterModel> => {
  const watts = (min: number, max: number) =>
    options.decimals
      ? fc.integer({ min: min * 10, max: max * 10 }).map((tenths) => tenths / 10)
      : fc.integer({ min, max });
  const room = fc.record({
    tops: fc.integer({ min: 2, max: 4 }),
    below: fc.integer({ min: 1, max: 2 }),
    zones: fc.integer({ min: 1, max: 2 }),
    topCapacity: watts(8, 60),
    childCapacity: watts(5, 40),
    failoverPercent: options.feeds ? fc.constantFrom(80, 100, 133, 200) : fc.constantFrom(100, 125, 133, 200),
    zoneCapacity: watts(5, 30),
    weightLimitKg: maybe(options.extras, some(40)),
    networkPorts: maybe(options.extras, some(20)),
    rows: fc.array(
      fc.record({
        ports: maybe(options.extras, some(15)),
        faultDomain: maybe(options.extras, fc.constantFrom("north", "south")),
        isInNetworkZone: fc.boolean(),
        tags: options.tags ? fc.subarray(["eu", "pci", "gov"]) : fc.constant([] as string[]),
        groups: fc.array(
          fc.record({
            positions: fc.integer({ min: 0, max: 5 }),
            blocked: maybe(options.extras, some(2)),
            positionWeightLimitKg: maybe(options.extras, some(4)),
            topA: fc.nat(11),
            topB: fc.nat(11),
            childA: fc.nat(1),
            childB: fc.nat(1),
            zone: fc.nat(1),
            feeds: options.feeds ? fc.integer({ min: 1, max: 4 }) : fc.constant(2),
          }),
          { minLength: 1, maxLength: 3 },
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  });
  const freezes = fc.array(
    fc.record({
      scope: fc.constantFrom("datacenter", "room", "row"),
      from: dayArb,
      to: dayArb,
      reason: fc.constant("x"),
    }),
    { maxLength: options.extras ? 3 : 0 },
  );
  return fc.tuple(fc.array(room, { minLength: 1, maxLength: 2 }), freezes).map(([specs, frozen]) => {
    const rooms: Room[] = [];
    const networkZones: NetworkZone[] = [];
    const rows: Row[] = [];
    const groups: PositionGroup[] = [];
    const devices: PowerDevice[] = [];
    const coolingZones: CoolingZone[] = [];
    specs.forEach((spec, r) => {
      const roomId = `r${r}`;
      rooms.push({ id: roomId, ...present({ weightLimitKg: spec.weightLimitKg }) });
      const network = spec.networkPorts === undefined ? undefined : `${roomId}-n`;
      if (network !== undefined) networkZones.push({ id: network, roomId, ports: spec.networkPorts! });
      const device = (id: string, parentId: string | null, capacityW: number) =>
        devices.push({ id, parentId, roomId, capacityW, failoverCapacityW: (capacityW * spec.failoverPercent) / 100 });
      for (let t = 0; t < spec.tops; t++) {
        device(`${roomId}-${t}`, null, spec.topCapacity);
        for (let c = 0; c < spec.below; c++) device(`${roomId}-${t}.${c}`, `${roomId}-${t}`, spec.childCapacity);
      }
      for (let z = 0; z < spec.zones; z++)
        coolingZones.push({ id: `${roomId}-z${z}`, roomId, capacityW: spec.zoneCapacity });
      spec.rows.forEach((row, i) => {
        const rowId = `${roomId}-row${i}`;
        const networkZoneId = row.isInNetworkZone ? network : undefined;
        rows.push({
          id: rowId,
          roomId,
          ...(options.tags ? { tags: row.tags } : {}),
          ...present({ ports: row.ports, faultDomain: row.faultDomain, networkZoneId }),
        });
        row.groups.forEach((g, k) => {
          const a = g.topA % spec.tops;
          const b = (a + 1 + (g.topB % (spec.tops - 1))) % spec.tops;
          // the third and fourth feed: next ones round the tops, and from the top devices themselves once those are used up
          const others = [2, 3].map((step) => {
            const top = (a + step) % spec.tops;
            return step < spec.tops && top !== b ? `${roomId}-${top}.0` : `${roomId}-${step === 2 ? a : b}`;
          });
          const feeds = [
            `${roomId}-${a}.${g.childA % spec.below}`,
            `${roomId}-${b}.${g.childB % spec.below}`,
            ...others,
          ].slice(0, g.feeds);
          groups.push({
            id: `${rowId}-g${k}`,
            rowId,
            positions: g.positions,
            feeds,
            ...(feeds.length === 1 ? { singleFeed: true } : {}),
            ...present({ blocked: g.blocked, positionWeightLimitKg: g.positionWeightLimitKg }),
            coolingZoneId: `${roomId}-z${g.zone % spec.zones}`,
          });
        });
      });
    });
    const ids = { datacenter: "dc", room: "r0", row: "r0-row0" } as const;
    const freezes = frozen.map(({ scope, from, to, reason }): FreezeWindow => {
      const [first, last] = from <= to ? [from, to] : [to, from];
      return { scope, id: ids[scope], from: first, to: last, reason };
    });
    const extras = options.extras ? { networkZones, freezes } : {};
    return { id: "dc", rooms, rows, groups, devices, coolingZones, ...extras };
  });
};

/** A change to one group: racks put in (they may break limits: loads only count). */
export interface RacksIn {
  readonly group: number;
  readonly count: number;
  readonly powerW: number;
  readonly coolingW: number;
}

export const racksInArb = (decimals = false): fc.Arbitrary<RacksIn> => {
  const watts = decimals ? fc.integer({ min: 0, max: 120 }).map((t) => t / 10) : fc.integer({ min: 0, max: 12 });
  return fc.record({ group: fc.nat(1000), count: fc.integer({ min: 1, max: 6 }), powerW: watts, coolingW: watts });
};

/** The same racks as the model's PlacedRacks, group numbers taken modulo the number of groups. */
export function asPlaced(model: DatacenterModel, racks: readonly RacksIn[]): PlacedRacks[] {
  return racks.map((r, i) => {
    const group = model.groups[r.group % model.groups.length]!;
    return {
      id: `p${i}`,
      kind: "occupied",
      rowId: group.rowId,
      racks: { [group.id]: r.count },
      powerW: r.powerW,
      coolingW: r.coolingW,
    };
  });
}

/** One rule a key: whoever uses a key for a kind of rule uses it with one scope. */
const ruleArb: fc.Arbitrary<KeyRules> = fc.constantFrom<KeyRules>(
  {},
  {},
  { spread: { key: "a", scope: "room", maxRacksPerDomain: 5 } },
  { spread: { key: "b", scope: "topDevice", maxRacksPerDomain: 4 } },
  { antiAffinity: { key: "a", scope: "row" } },
  { antiAffinity: { key: "b", scope: "faultDomain" }, spread: { key: "a", scope: "room", maxRacksPerDomain: 5 } },
  { affinity: { key: "a", scope: "room" } },
  { affinity: { key: "b", scope: "topDevice" } },
);

/** Requests for small datacenters; `tags` and `extras` let some of them be picky. */
export const requestsArb = (
  options: DatacenterOptions & { readonly most?: number } = {},
): fc.Arbitrary<PlacementRequest[]> => {
  const watts = options.decimals
    ? fc.integer({ min: 0, max: 90 }).map((tenths) => tenths / 10)
    : fc.integer({ min: 0, max: 9 });
  const request = fc.record({
    racks: fc.integer({ min: 1, max: 6 }),
    powerW: watts,
    coolingW: watts,
    reward: fc.constantFrom(0, 1, 5, 200),
    requiredTags: options.tags ? fc.subarray(["eu", "pci", "gov"], { maxLength: 2 }) : fc.constant(undefined),
    allowedRoomIds: options.tags ? fc.option(fc.constant(["r0"]), { nil: undefined, freq: 4 }) : fc.constant(undefined),
  });
  const extras = fc.record({
    weightKg: some(4),
    ports: some(3),
    neededBy: fc.option(dayArb, { nil: undefined }),
    forbiddenRowIds: fc.option(fc.constant(["r0-row0"]), { nil: undefined, freq: 4 }),
    rules: ruleArb,
  });
  const picky = options.extras
    ? fc.tuple(request, extras).map(([own, { rules, ...more }]) => present({ ...own, ...more, ...rules }))
    : request;
  return fc
    .array(picky, { maxLength: options.most ?? 8 })
    .map((items) => items.map((item, i) => ({ id: `q${i}`, ...item }) as PlacementRequest));
};

/** Whole problems: a datacenter, racks in it that break no limit of positions, and requests in batches. */
export const problemArb = (options: DatacenterOptions = {}): fc.Arbitrary<PlacementProblem> =>
  fc
    .record({
      model: datacenterArb(options),
      requests: requestsArb(options),
      history: fc.array(
        fc.record({
          racks: fc.integer({ min: 1, max: 6 }),
          powerW: fc.integer({ min: 0, max: 9 }),
          coolingW: fc.integer({ min: 0, max: 9 }),
        }),
        { maxLength: 5 },
      ),
      batchSize: fc.integer({ min: 1, max: 4 }),
      mode: fc.constantFrom<PlacementMode>("online", "offline"),
      policy: fc.constantFrom<PlacementPolicy>("place-all", "selective"),
    })
    .map((problem) => ({ ...problem, placed: [] }));
