import type { ReadingInput } from "@headroom/contracts/power";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Journey, openJourney } from "../testing/journey";
import { failure } from "../testing/steps";

let journey: Journey;
let rack: { id: number; code: string };
let device: { code: string; room: string; datacenter: string };
const NOW = "2026-11-23T09:00:00.000Z";
const hoursAgo = (hours: number) => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();

beforeAll(async () => {
  journey = await openJourney();
  const [type] = await journey.rows<{ id: number; family: number }>(
    "SELECT id, family_id AS family FROM rack_type ORDER BY id LIMIT 1",
  );
  const [place] = await journey.rows<{ position: number; datacenter: number; code: string }>(
    `SELECT p.id AS position, m.datacenter_id AS datacenter, d.code FROM position p JOIN room m ON m.id = p.room_id
       JOIN datacenter d ON d.id = m.datacenter_id WHERE NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.position_id = p.id)
      ORDER BY p.id LIMIT 1`,
  );
  const [made] = await journey.rows<{ id: number; code: string }>(
    `INSERT INTO rack (code, datacenter_id, rack_type_id, height_u, state) SELECT 'METERED', $1, $2, t.height_u, 'in_service'
       FROM rack_type t WHERE t.id = $2 RETURNING id, code`,
    [place!.datacenter, type!.id],
  );
  rack = made!;
  await journey.rows(
    "INSERT INTO occupancy (position_id, kind, valid_from, rack_id) VALUES ($1, 'occupied', '2026-01-01', $2)",
    [place!.position, rack.id],
  );
  await journey.rows(
    `INSERT INTO server_type (code, name, family_id, height_u, nameplate_w, derated_w, weight_kg, ports)
     VALUES ('metered', 'Metered', $1, 1, 500, 300, 20, 2)`,
    [type!.family],
  );
  await journey.rows(
    `INSERT INTO server (rack_id, server_type_id, name, rack_height_u, start_u, height_u, face, state)
     SELECT $1, y.id, 's' || n, k.height_u, n, 1, 'both', 'in_service' FROM generate_series(1, 3) n, server_type y, rack k
      WHERE y.code = 'metered' AND k.id = $1`,
    [rack.id],
  );
  const [fed] = await journey.rows<typeof device>(
    `SELECT v.code, m.code AS room, d.code AS datacenter FROM position_feed f JOIN power_device v ON v.id = f.device_id
       JOIN room m ON m.id = v.room_id JOIN datacenter d ON d.id = m.datacenter_id WHERE f.position_id = $1 ORDER BY f.slot LIMIT 1`,
    [place!.position],
  );
  device = fed!;
});
beforeEach(async () => {
  for (const table of ["server", "rack", "power_device"]) await journey.rows(`DELETE FROM ${table}_reading`);
});
afterAll(() => journey.close());

const server = (n: number, powerW: number, at: string): ReadingInput => ({
  ...{ kind: "server", rack: rack.code, server: `s${n}`, powerW, at },
});
const ofRack = (powerW: number, at: string): ReadingInput => ({ kind: "rack", rack: rack.code, powerW, at });
const write = (...readings: ReadingInput[]) => journey.as("pia").power.write({ readings });
const whole = () => journey.as("uma").power.get({ datacenter: device.datacenter });
const one = () => journey.as("uma").power.rack({ rackId: rack.id });

test("the latest reading stays, sent late, twice and out of order; versions, history and other batches do not see it", async () => {
  const versions = () => journey.rows("SELECT id, version FROM datacenter ORDER BY id");
  const before = await versions();
  expect(await write(ofRack(900, hoursAgo(1)), ofRack(700, hoursAgo(3)), ofRack(901.4, hoursAgo(1)))).toEqual({
    ...{ newer: 1, known: 2, refused: [] },
  });
  expect(await write(ofRack(700, hoursAgo(3)), ofRack(901.4, hoursAgo(1)))).toEqual({
    newer: 0,
    known: 2,
    refused: [],
  });
  expect(await one()).toMatchObject({ measuredW: 901, at: hoursAgo(1), from: "rack", reading: { silent: false } });
  expect(await versions()).toEqual(before);
  const events = await journey.rows<{ after: unknown }>(
    "SELECT after FROM audit_event WHERE action = 'readings.write'",
  );
  expect(events.map((event) => event.after)).toEqual([{ newer: 1, known: 2, refused: 0 }]);
});

test("what is not there and what is not measured yet is refused, and the rest is kept", async () => {
  const later = new Date(Date.parse(NOW) + 3_600_000).toISOString();
  const outcome = await write(server(1, 100, hoursAgo(1)), server(9, 100, hoursAgo(1)), ofRack(5, later), {
    kind: "device",
    datacenter: device.datacenter,
    room: device.room,
    device: "none",
    powerW: 1,
    at: NOW,
  });
  expect(outcome).toEqual({
    newer: 1,
    known: 0,
    refused: [
      { index: 1, why: "unknown" },
      { index: 2, why: "future" },
      { index: 3, why: "unknown" },
    ],
  });
  expect((await failure(journey.as("mona").power.write({ readings: [ofRack(1, NOW)] }))).code).toBe("FORBIDDEN");
});

test("a rack is what its meter says, else its servers together, at least; a silent one is not zero", async () => {
  const empty = await whole();
  expect(empty.total).toMatchObject({ measuredW: null });
  const silent = empty.total.silent;
  expect(silent).toBeGreaterThan(0);
  await write(server(1, 200, hoursAgo(1)), server(2, 300, hoursAgo(2)), server(3, 900, hoursAgo(25)));
  expect(await one()).toMatchObject({ measuredW: 500, partial: true, at: hoursAgo(2), from: "servers", reading: null });
  expect((await one()).servers.map((s) => s.silent)).toEqual([false, false, true]);
  expect((await whole()).total).toMatchObject({ measuredW: 500, silent });

  await write(ofRack(560, hoursAgo(1)));
  expect(await one()).toMatchObject({ measuredW: 560, partial: false, from: "rack" });
  expect((await whole()).total).toMatchObject({ measuredW: 560, silent: silent - 1 });

  journey.clock.now += 24 * 3_600_000;
  expect(await one()).toMatchObject({ measuredW: null, reading: { powerW: 560, silent: true } });
  expect((await whole()).total).toMatchObject({ measuredW: null, silent });
  journey.clock.now -= 24 * 3_600_000;
});

test("a rack on two feeds is counted once in its room, half on each, whole on either after a failure", async () => {
  await write(ofRack(1000, NOW), {
    ...{ kind: "device", datacenter: device.datacenter, room: device.room, device: device.code },
    ...{ powerW: 12_345, at: hoursAgo(30) },
  });
  const power = await whole();
  expect(power.rooms.reduce((sum, room) => sum + (room.measuredW ?? 0), 0)).toBe(1000);
  const fed = power.devices.find(
    ({ code, roomId }) => code === device.code && power.rooms.some((r) => r.id === roomId),
  )!;
  expect(fed).toMatchObject({ measured: { nowW: 500, worstW: 1000 }, reading: { powerW: 12_345, silent: true } });
  const shares = (await one()).feeds.map(({ share, failoverShare }) => [share, failoverShare]);
  expect(shares).toEqual([
    [0.5, 1],
    [0.5, 1],
  ]);
  expect((await failure(journey.as("uma").power.get({ datacenter: "none" }))).code).toBe("NOT_FOUND");
  expect((await failure(journey.as("uma").power.rack({ rackId: 999_999 }))).code).toBe("NOT_FOUND");
});
