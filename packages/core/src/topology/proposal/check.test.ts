import { describe, expect, it } from "vitest";
import { checkProposal, type ProposalRule } from "./check";
import { proposeInstance } from "./instance";
import type { PlacementInstance } from "./instance-model";
import type { ImportProposal, ProposedServer, ProposedUnitReservation } from "./types";

const device = (id: string, parentId: string | null, roomId = "r1") => ({
  id,
  parentId,
  roomId,
  capacityW: 100,
  failoverCapacityW: 100,
});
const INSTANCE: PlacementInstance = {
  name: "check",
  model: {
    id: "x",
    rooms: [{ id: "r1" }, { id: "r2" }],
    rows: [
      { id: "a", roomId: "r1" },
      { id: "b", roomId: "r2" },
    ],
    groups: [{ id: "g", rowId: "a", positions: 3, feeds: ["A1", "B1"], coolingZoneId: "z1" }],
    devices: [device("A", null), device("B", null), device("A1", "A"), device("B1", "B"), device("C", null, "r2")],
    coolingZones: [
      { id: "z1", roomId: "r1", capacityW: 10 },
      { id: "z2", roomId: "r2", capacityW: 10 },
    ],
  },
  placed: [{ id: "p", rowId: "a", racks: { g: 2 }, powerW: 10, coolingW: 1 }],
  requests: [],
};

const ref = (kind: "server" | "rack_unit_reservation", key: string) => ({
  source: "placement-instance",
  kind,
  externalId: key,
  digest: "d",
});
const server = (n: number, startU: number, heightU: number, face: ProposedServer["face"]): ProposedServer => ({
  ...{
    key: `s${n}`,
    provenance: "recorded",
    ref: ref("server", `s${n}`),
    rackKey: "instance:check/rack:p/1",
    serverTypeKey: "t",
  },
  ...{
    name: "s",
    serial: null,
    assetTag: null,
    startU,
    heightU,
    face,
    mountedOn: "front",
    state: "in_service",
    condition: "ok",
  },
});
const reservation = (n: number, unit: number): ProposedUnitReservation => ({
  ...{ key: `u${n}`, provenance: "recorded", ref: ref("rack_unit_reservation", `u${n}`) },
  ...{ rackKey: "instance:check/rack:p/1", unit, owner: "o", reason: "r" },
});
const good = (): ImportProposal => {
  const proposal = proposeInstance(INSTANCE);
  const type = { ...proposal.rackTypes[0]!, key: "t", ref: { ...proposal.rackTypes[0]!.ref, externalId: "t" } };
  const serverTypes = [{ ...type, fullDepth: false, nameplateW: 1, heightU: 1 }];
  const servers = [
    server(1, 1, 2, "front"),
    server(2, 1, 1, "rear"),
    server(3, 3, 1, "both"),
    server(4, 48, 1, "rear"),
  ];
  return { ...proposal, serverTypes, servers, unitReservations: [reservation(1, 1), reservation(2, 48)] };
};

const first = <T>(list: readonly T[], change: (item: T) => T): T[] =>
  list.map((item, i) => (i === 0 ? change(item) : item));
const last = <T>(list: readonly T[], change: (item: T) => T): T[] =>
  list.map((item, i) => (i === list.length - 1 ? change(item) : item));

const BROKEN: readonly [string, ProposalRule, (p: ImportProposal) => ImportProposal][] = [
  ["a key used twice", "key", (p) => ({ ...p, regions: [...p.regions, { ...p.regions[0]!, code: "other" }] })],
  [
    "another thing's identity",
    "key",
    (p) => ({ ...p, rooms: first(p.rooms, (r) => ({ ...r, ref: { ...r.ref, externalId: "x" } })) }),
  ],
  ["another source", "key", (p) => ({ ...p, source: "netbox" })],
  ["a room code used twice", "code", (p) => ({ ...p, rooms: first(p.rooms, (r) => ({ ...r, code: "r2" })) })],
  [
    "a rack code used twice",
    "code",
    (p) => ({ ...p, racks: first(p.racks, (r) => ({ ...r, code: p.racks[1]!.code })) }),
  ],
  [
    "a device code used twice",
    "code",
    (p) => ({ ...p, powerDevices: first(p.powerDevices, (d) => ({ ...d, code: "B" })) }),
  ],
  [
    "a position number used twice",
    "code",
    (p) => ({ ...p, positions: first(p.positions, (n) => ({ ...n, number: 2 })) }),
  ],
  [
    "two racks on one position",
    "code",
    (p) => ({ ...p, racks: first(p.racks, (r) => ({ ...r, positionKey: p.racks[1]!.positionKey })) }),
  ],
  ["a unit reserved twice", "code", (p) => ({ ...p, unitReservations: [reservation(1, 3), reservation(2, 3)] })],
  ["a zone of no region", "reference", (p) => ({ ...p, zones: first(p.zones, (z) => ({ ...z, regionKey: "x" })) })],
  ["a rack of no type", "reference", (p) => ({ ...p, racks: first(p.racks, (r) => ({ ...r, rackTypeKey: "x" })) })],
  [
    "a server of no type",
    "reference",
    (p) => ({ ...p, servers: first(p.servers, (s) => ({ ...s, serverTypeKey: "x" })) }),
  ],
  ["a family that is not there", "reference", (p) => ({ ...p, families: [] })],
  [
    "both feeds under one top",
    "feeds",
    (p) => ({
      ...p,
      positions: first(p.positions, (n) => ({ ...n, feeds: [n.feeds[0], { ...n.feeds[0], slot: "B" }] })),
    }),
  ],
  [
    "a feed that names another top",
    "feeds",
    (p) => ({
      ...p,
      positions: first(p.positions, (n) => ({
        ...n,
        feeds: [n.feeds[0], { ...n.feeds[1], topKey: "instance:check/device:C" }],
      })),
    }),
  ],
  [
    "a feed from another room",
    "feeds",
    (p) => ({
      ...p,
      positions: first(p.positions, (n) => ({
        ...n,
        feeds: [n.feeds[0], { ...n.feeds[1], deviceKey: "instance:check/device:C", topKey: "instance:check/device:C" }],
      })),
    }),
  ],
  ["a child before its parent", "power_tree", (p) => ({ ...p, powerDevices: p.powerDevices.toReversed() })],
  ["a wrong depth", "power_tree", (p) => ({ ...p, powerDevices: last(p.powerDevices, (d) => ({ ...d, depth: 2 })) })],
  [
    "a parent in another room",
    "power_tree",
    (p) => ({ ...p, powerDevices: last(p.powerDevices, (d) => ({ ...d, roomKey: "instance:check/room:r2" })) }),
  ],
  [
    "a cooling zone of another room",
    "room",
    (p) => ({ ...p, positions: first(p.positions, (n) => ({ ...n, coolingZoneKey: "instance:check/zone:z2" })) }),
  ],
  [
    "a row of another room",
    "room",
    (p) => ({ ...p, positions: first(p.positions, (n) => ({ ...n, rowKey: "instance:check/row:b" })) }),
  ],
  [
    "a rack of another datacenter",
    "rack_position",
    (p) => ({ ...p, racks: first(p.racks, (r) => ({ ...r, datacenterKey: "x" })) }),
  ],
  ["a rack of 101 units", "rack_height", (p) => ({ ...p, racks: first(p.racks, (r) => ({ ...r, heightU: 101 })) })],
  ["two servers in one unit", "units", (p) => ({ ...p, servers: [...p.servers, server(9, 2, 1, "front")] })],
  ["a full depth server behind another", "units", (p) => ({ ...p, servers: [...p.servers, server(9, 2, 1, "both")] })],
  ["a server above the rack", "units", (p) => ({ ...p, servers: [...p.servers, server(9, 47, 3, "front")] })],
  ["a server below unit 1", "units", (p) => ({ ...p, servers: [...p.servers, server(9, 0, 1, "front")] })],
  ["a reserved unit above the rack", "units", (p) => ({ ...p, unitReservations: [reservation(1, 49)] })],
];

describe("checkProposal", () => {
  it("finds nothing wrong with a good proposal", () => {
    expect(checkProposal(good())).toEqual([]);
  });

  it.each(BROKEN)("finds %s", (_, rule, break_) => {
    const problems = checkProposal(break_(good()));
    expect(problems.map((problem) => problem.rule)).toContain(rule);
  });
});
