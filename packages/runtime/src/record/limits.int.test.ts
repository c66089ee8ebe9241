import type { RecordChange } from "@headroom/contracts/record";
import type { RecordTypeName } from "@headroom/core/topology/records/types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Journey, openJourney } from "../testing/journey";

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
  await journey.rows(`INSERT INTO server_type (code, name, family_id, height_u, nameplate_w, derated_w, weight_kg, ports)
    VALUES ('node', 'Node', 1, 2, 3000, 2500, 100, 2), ('light', 'Light', 1, 1, 0, 0, 0, 0)`);
  await journey.rows(`INSERT INTO rack_type (code, name, family_id, height_u, power_w, derated_w, cooling_w, weight_kg, ports, cores, memory_gib,
    storage_tb, cost) VALUES ('huge', 'Huge', 1, 42, 40000, 30000, 30000, 2000, 4, 0, 0, 0, 1)`);
});
afterAll(() => journey.close());

const pia = () => journey.as("pia").record;
async function known(type: RecordTypeName, ...key: (string | number)[]) {
  const { id, version } = await pia().get({ type, key });
  return { type, id, version };
}
const edit = async (type: RecordTypeName, key: (string | number)[], fields: Record<string, string | number | null>) =>
  ({ op: "edit", ...(await known(type, ...key)), fields }) as RecordChange;
const change = (...changes: RecordChange[]) => pia().change({ changes, reason: "because" });
const to = (row: string, number: number, datacenter = "N1") => ({ datacenter, room: "1", row, number });
const move = async (rack: string, place: ReturnType<typeof to>, on?: string) =>
  ({ op: "move", ...(await known("racks", rack)), to: place, ...(on ? { on } : {}) }) as RecordChange;
async function done(outcome: ReturnType<typeof change>) {
  const found = await outcome;
  if (found.kind !== "done") throw new Error(JSON.stringify(found.problems, null, 1));
  return found;
}
async function refused(outcome: ReturnType<typeof change>) {
  const found = await outcome;
  if (found.kind !== "refused") throw new Error("it was not refused");
  return found.problems;
}
const rack = (code: string, type: string): RecordChange => ({
  op: "create",
  type: "racks",
  fields: { code, datacenter: "N1", rack_type: type, height_u: 42, state: "racked" },
});
const place = (code: string, row: string, number: number, from = "2026-11-23"): RecordChange => ({
  op: "create",
  type: "placements",
  fields: { rack: code, valid_from: from, ...to(row, number) },
});
const server = (code: string, name: string, startU: number, type = "node"): RecordChange => ({
  op: "create",
  type: "servers",
  fields: {
    ...{ rack: code, name, server_type: type, start_u: startU, height_u: type === "node" ? 2 : 1 },
    ...{ face: "both", state: "racked" },
  },
});
const undo = async (outcome: ReturnType<typeof change>) => {
  const { change: id } = await done(outcome);
  await done(pia().undo({ change: id! }));
};

describe("racks on the floor", () => {
  it("are refused where they break power, failover or cooling: how much was asked, is left, and what takes them", async () => {
    // 2 x 10 kW stand in R1: 30 kW over two feeds of 60 kW and a zone of 60 kW with 16 kW on it
    await done(change(rack("H1", "huge"), place("H1", "R1", 3)));
    const changes = [rack("H2", "huge"), place("H2", "R2", 3)];
    const problems = await refused(change(...changes));
    expect(problems).toMatchObject([
      {
        ...{ at: 1, type: "placements", field: "number", value: "H2 at N1 1 R2 3: 30000 W asked, 14000 W left" },
        expected: "at most 60000 W (cooling) on C1",
        advice: expect.stringMatching(/^raise it by 16000 W, or choose row R[34] of room 1, which takes it$/),
        check: { limit: "cooling", subject: "C1", asked: 30_000, left: 14_000, margin: -16_000, unit: "W" },
      },
    ]);
    // told before, too, and nothing was written
    expect((await pia().preview({ changes })).problems).toEqual(problems);
    await expect(pia().get({ type: "racks", key: ["H2"] })).rejects.toThrow();
    await undo(change(rack("H2", "huge"), place("H2", "R3", 3)));
  });

  it("pass where reality is over a limit already and they make it no worse; what makes it worse does not", async () => {
    await done(change(await edit("cooling_zones", ["N1", "1", "C2"], { capacity_w: 10_000 })));
    // over by 6 kW: four racks of 4 kW
    expect(await refused(change(rack("S1", "storage"), place("S1", "R3", 5)))).toMatchObject([
      { check: { subject: "C2", asked: 2_000, left: -6_000, margin: -8_000 } },
    ]);
    await undo(change(await move("K1-3-1", to("R4", 6))));
    const eased = await done(
      change(await move("K1-3-1", to("R2", 6)), await edit("racks", ["K1-3-2"], { rack_type: "storage" })),
    );
    // what was eased is not taken back either while that would break the limit
    expect(await refused(pia().undo({ change: eased.change! }))).toMatchObject([{ check: { asked: 6_000, left: 0 } }]);
    expect(await refused(change(await edit("racks", ["K1-3-2"], { rack_type: "huge" })))).toMatchObject([
      { type: "racks", field: "rack_type", check: { limit: "cooling" } },
    ]);
    await done(change(await edit("cooling_zones", ["N1", "1", "C2"], { capacity_w: 60_000 })));
    await done(pia().undo({ change: eased.change! }));
  });

  it("are held against the day they land, and leave the limit alone that they are gone from then", async () => {
    await done(change(await move("H1", to("R3", 3), "2026-12-01")));
    expect(await refused(change(rack("H2", "huge"), place("H2", "R4", 3)))).toMatchObject([
      { check: { subject: "C2" } },
    ]);
    await undo(change(rack("H2", "huge"), place("H2", "R2", 3, "2026-12-01")));
    expect(await refused(change(rack("H2", "huge"), place("H2", "R2", 3, "2026-11-30")))).toMatchObject([
      { check: { subject: "C1" } },
    ]);
  });

  it("do not land on what is blocked, too weak for them, out of ports, or frozen", async () => {
    await done(
      change(
        await edit("positions", ["N1", "1", "R2", 9], { blocked_reason: "a column" }),
        await edit("positions", ["N1", "1", "R2", 8], { weight_limit_kg: 1_000 }),
        await edit("rows", ["N1", "1", "R4"], { ports: 8 }),
      ),
    );
    expect(await refused(change(await move("K1-1-1", to("R2", 9))))).toMatchObject([
      { field: "number", expected: "a position that takes racks: a column" },
    ]);
    expect(await refused(change(rack("S2", "storage"), place("S2", "R2", 8)))).toMatchObject([
      { check: { limit: "positionWeight", asked: 1_100, left: 1_000 }, advice: expect.stringContaining("by 100 kg") },
    ]);
    expect(await refused(change(rack("S2", "storage"), place("S2", "R4", 8)))).toMatchObject([
      { check: { limit: "ports", subject: "R4", asked: 4, left: 0 } },
    ]);
    await journey.as("pia").freeze.create({
      ...{ datacenter: "N1", roomId: 1, rowId: 102, startsOn: "2026-11-20", endsOn: "2026-11-30", reason: "cabling" },
    });
    expect(await refused(change(await move("K1-1-1", to("R2", 5))))).toMatchObject([
      {
        ...{ type: "placements", field: "valid_from", value: "2026-11-23" },
        check: { limit: "freeze", asked: 8, frozen: { from: "2026-11-20", to: "2026-11-30", reason: "cabling" } },
      },
    ]);
    await undo(change(await move("K1-1-1", to("R2", 5), "2026-12-01")));
  });

  it("keep the rules among racks of their key when they move, in a datacenter and between them", async () => {
    await journey.rows(`INSERT INTO placement_key (id, kind, name, scope, max_racks)
      VALUES (90, 'spread', 'few', 'row', 1), (91, 'anti_affinity', 'alone', 'row', NULL), (92, 'affinity', 'near', 'room', NULL)`);
    await journey.rows(`INSERT INTO rack_key (rack_id, kind, key_id, lot) VALUES
      (20101, 'spread', 90, 'a'), (20201, 'spread', 90, 'b'), (20102, 'anti_affinity', 91, 'c'), (20202, 'anti_affinity', 91, 'd'),
      (20301, 'affinity', 92, 'e'), (20302, 'affinity', 92, 'f')`);
    expect(await refused(change(await move("K2-1-1", to("R2", 5, "N2"))))).toMatchObject([
      { check: { limit: "spread", subject: "R2", key: "few", asked: 1, left: 0, unit: "racks" } },
    ]);
    expect(await refused(change(await move("K2-1-2", to("R2", 5, "N2"))))).toMatchObject([
      { check: { limit: "antiAffinity", subject: "R2", key: "alone" } },
    ]);
    await undo(change(await move("K2-1-1", to("R4", 5, "N2"))));
    expect(await refused(change(await move("K2-3-1", to("R4", 7, "W1"))))).toMatchObject([
      { field: "datacenter", expected: "N2, where the others of key near are" },
    ]);
    await done(change(await move("K2-3-1", to("R1", 7, "W1")), await move("K2-3-2", to("R1", 8, "W1"))));
  });
});

describe("devices in racks", () => {
  it("are refused where the rack has less power or weight left; what is over already may shrink", async () => {
    const problems = await refused(change(...[1, 3, 5, 7, 9].map((u) => server("K3-1-1", `n${u}`, u))));
    expect(problems).toMatchObject([
      { type: "servers", check: { limit: "power", subject: "rack K3-1-1", asked: 12_500, left: 10_000, unit: "W" } },
    ]);
    await done(change(...[1, 3, 5, 7].map((u) => server("K3-1-1", `n${u}`, u))));
    // the type turns out to draw less: reality is over, and only less of it is taken
    const { id, version } = await known("rack_types", "compute");
    await done(change({ op: "edit", type: "rack_types", id, version, fields: { power_w: 9_000 } }));
    expect(await refused(change(server("K3-1-1", "more", 20)))).toMatchObject([{ check: { left: -1_000 } }]);
    await done(change(server("K3-1-1", "light", 20, "light")));
    await done(change(await edit("servers", ["K3-1-1", "n7"], { rack: "K3-1-2" })));
    await done(change(await edit("servers", ["K3-1-1", "n5"], { start_u: 30 })));
  });

  it("stay out of units that somebody else keeps, and as they are where somebody keeps them; the owner may", async () => {
    const reserve = journey.as("ada").reservation.create;
    await reserve({
      ...{ target: { kind: "units", rack: "K3-2-1", units: [10, 11], face: "front" }, from: "2026-11-23" },
      ...{ owner: "pete@example.org", ticket: "CHG-7", reason: "his", to: "2027-01-01" },
    });
    await done(change(server("K3-2-1", "mine", 1)));
    await reserve({
      ...{ target: { kind: "device", rack: "K3-2-1", server: "mine" }, from: "2026-11-23" },
      ...{ owner: "pete@example.org", ticket: null, reason: "tests", to: null },
    });
    expect(await refused(change(server("K3-2-1", "n", 9)))).toMatchObject([
      { field: "start_u", expected: "units that nobody keeps: pete keeps U10 until 2027-01-01 (CHG-7): his" },
    ]);
    const shut = await edit("servers", ["K3-2-1", "mine"], { state: "retired" });
    expect(await refused(change(shut))).toMatchObject([
      { value: "mine", expected: "nothing done to it: pete keeps it until further notice" },
    ]);
    expect(await refused(change({ op: "retire", ...(await known("racks", "K3-2-1")) } as RecordChange))).toHaveLength(
      1,
    );
    await done(change(await edit("servers", ["K3-2-1", "mine"], { serial: "S" })));
    await done(journey.as("pete").record.change({ changes: [server("K3-2-1", "n", 9)], reason: "mine" }));
  });

  it("do not come into a rack that is being drained", async () => {
    await done(change(await edit("racks", ["K3-3-1"], { state: "draining" })));
    expect(await refused(change(server("K3-3-1", "n", 9)))).toMatchObject([
      { field: "rack", expected: "a rack that takes devices: it is draining" },
    ]);
  });
});
