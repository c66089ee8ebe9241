import type { ReservationInput, ReservationTarget } from "@headroom/contracts/reservation";
import { tellEnding } from "@headroom/services/reservation/notice";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Journey, openJourney } from "../testing/journey";
import { failure } from "../testing/steps";

let journey: Journey;
const DAY_MS = 86_400_000;

beforeAll(async () => {
  journey = await openJourney();
  await journey.rows(
    `INSERT INTO server_type (code, name, family_id, height_u, nameplate_w, derated_w, weight_kg, ports)
     SELECT 'kept', 'Kept', min(id), 2, 500, 300, 20, 2 FROM hardware_family`,
  );
  await journey.rows(
    `INSERT INTO rack (code, datacenter_id, rack_type_id, height_u, state) SELECT 'KEPT', 1, min(id), 42, 'in_service' FROM rack_type`,
  );
  await journey.rows(
    `INSERT INTO server (rack_id, server_type_id, name, rack_height_u, start_u, height_u, face, state)
     SELECT k.id, y.id, 'db-01', 42, 10, 2, 'front', 'in_service' FROM rack k, server_type y WHERE k.code = 'KEPT' AND y.code = 'kept'`,
  );
});
afterAll(() => journey.close());

const pia = () => journey.as("pia").reservation;
const input = (target: ReservationTarget, more: Partial<ReservationInput> = {}): ReservationInput => ({
  ...{ target, from: "2026-11-23", to: null, owner: "pete@example.org", ticket: "OPS-7", reason: "patch panels" },
  ...more,
});
const units = (numbers: number[], face: "front" | "rear" | "both" = "both"): ReservationTarget => ({
  ...{ kind: "units", rack: "KEPT", units: numbers, face },
});
const positions = (...numbers: number[]): ReservationTarget => ({
  ...{ kind: "positions", datacenter: "N1", room: "1", row: "R1", numbers },
});
const device: ReservationTarget = { kind: "device", rack: "KEPT", server: "db-01" };
const takes = async (call: Promise<unknown>) => (await failure(call)).details;

test("units are one reservation, whose end can be moved, and which is given back", async () => {
  const made = await pia().create(input(units([20, 21, 23], "front"), { to: "2026-12-31" }));
  const row = async () => (await journey.as("uma").reservation.list({ rack: "KEPT", kind: "units" })).rows[0];
  expect(await row()).toMatchObject({
    ...{ ...made, rack: "KEPT", numbers: [20, 21, 23], face: "front", owner: "pete", person: { id: "pete" } },
    ...{ ticket: "OPS-7", from: "2026-11-23", to: "2026-12-31", when: "now" },
  });
  const terms = { owner: "The network team", ticket: null, reason: "patch panels", to: "2026-12-01" };
  const changed = await pia().update({ ...made, ...terms });
  expect(await row()).toMatchObject({ owner: "The network team", person: null, when: "expiring", to: "2026-12-01" });
  expect((await failure(pia().update({ ...made, ...terms }))).code).toBe("CONFLICT");
  await pia().release({ ...changed, reason: "not needed" });
  expect(await row()).toBeUndefined();
  const events = await journey.rows<{ action: string }>(
    "SELECT action FROM audit_event WHERE entity_kind = 'reservation' ORDER BY id",
  );
  expect(events.map(({ action }) => action)).toEqual([
    ...["reservation.create", "reservation.update", "reservation.release"],
  ]);
});

test("what somebody has is said with who and until when, on the same face and days only", async () => {
  const front = await pia().create(input(units([30], "front"), { to: "2026-12-10" }));
  expect(await takes(pia().create(input(units([29, 30]), { owner: "Ben" })))).toEqual({
    takes: [{ what: "U30", by: "pete", until: "2026-12-10" }],
  });
  await pia().create(input(units([30], "rear"), { owner: "Ben" }));
  const later = await pia().create(input(units([30], "front"), { owner: "Ben", from: "2026-12-10" }));
  const terms = { owner: "pete@example.org", ticket: null, reason: "patch panels", to: null };
  expect(await takes(pia().update({ ...front, ...terms }))).toEqual({
    takes: [{ what: "U30", by: "Ben", until: null }],
  });
  await pia().release({ ...later, reason: "never mind" });
  expect((await pia().update({ ...front, ...terms })).kind).toBe("units");
  // a device stands at 10 and 11, in front
  expect(await takes(pia().create(input(units([11, 12]))))).toEqual({
    takes: [{ what: "U11", by: "db-01", until: null }],
  });
  await pia().create(input(units([11], "rear")));
  expect((await failure(pia().create(input(units([43]))))).code).toBe("NOT_FOUND");
});

test("a device is kept for one at a time", async () => {
  const made = await pia().create(input(device, { to: "2026-12-10" }));
  expect(await takes(pia().create(input(device, { owner: "Ben", from: "2026-12-09" })))).toEqual({
    takes: [{ what: "db-01", by: "pete", until: "2026-12-10" }],
  });
  await pia().create(input(device, { owner: "Ben", from: "2026-12-10" }));
  const { rows } = await journey.as("uma").reservation.list({ kind: "device" });
  expect(rows.map(({ id, owner, when }) => [id, owner, when])).toEqual([
    [made.id, "pete", "now"],
    [made.id + 1, "Ben", "coming"],
  ]);
});

test("positions count in the account until their day has passed", async () => {
  const reserved = async () => {
    const [row] = await journey.rows<{ n: number }>(
      "SELECT (account -> 'total' -> 'space' ->> 'reserved')::int AS n FROM datacenter_capacity WHERE datacenter_id = 1",
    );
    return row!.n;
  };
  const before = await reserved();
  const made = await pia().create(input(positions(5, 6), { owner: "The cage's customer", to: "2026-12-05" }));
  expect(await reserved()).toBe(before + 2);
  expect(await takes(pia().create(input(positions(1, 6))))).toEqual({
    takes: expect.arrayContaining([
      { what: "position 1", by: expect.stringMatching(/^rack K1-1-1$/), until: null },
      { what: "position 6", by: "The cage's customer", until: "2026-12-05" },
    ]),
  });
  const extended = await pia().update({
    ...made,
    owner: "ann@example.org",
    ticket: null,
    reason: "cage",
    to: "2027-01-05",
  });
  expect((await journey.as("uma").reservation.list({ owner: "ann" })).rows).toMatchObject([
    { id: made.id, numbers: [5, 6], room: "1", row: "R1", to: "2027-01-05", person: { id: "ann" } },
  ]);
  journey.clock.now += 2 * DAY_MS;
  await pia().release({ ...extended, reason: "signed elsewhere" });
  expect(await reserved()).toBe(before);
  expect((await journey.as("uma").reservation.list({ when: "past" })).rows).toMatchObject([
    { id: made.id, when: "past" },
  ]);
  expect((await failure(pia().create(input(positions(5), { from: "2026-11-24" })))).code).toBe("INVALID_INPUT");
  expect((await failure(journey.as("ann").reservation.create(input(positions(5))))).code).toBe("FORBIDDEN");
});

test("owners and planners are told once of each end that comes near, and again where it is moved", async () => {
  const sweep = { id: null, name: "sweep", role: "system", via: "worker", requestId: "s" } as const;
  const tell = (days: number) => tellEnding({ ...journey.ports, reservationNoticeDays: days }, sweep);
  await tell(400); // what the others left
  const day = (ahead: number) => new Date(journey.clock.now + ahead * DAY_MS).toISOString().slice(0, 10);
  const terms = { from: day(0), to: day(20), owner: "abe@example.org" };
  const made = await pia().create(input(units([34, 35]), terms));
  expect(await tell(14)).toBe(0);
  journey.clock.now += 6 * DAY_MS;
  expect(await Promise.all([tell(14), tell(14)]).then((told) => told.sort())).toEqual([0, 1]);
  expect(await tell(14)).toBe(0);
  const told = await journey.rows<{ user_id: string; params: object }>(
    `SELECT user_id, params FROM notification WHERE kind = 'reservation_ends' AND entity_id = 'units-${made.id}' ORDER BY 1`,
  );
  expect(told.map(({ user_id }) => user_id)).toEqual(["abe", "pete", "pia"]);
  expect(told[0]!.params).toMatchObject({ what: "U34, U35 of KEPT", to: terms.to, ticket: "OPS-7" });
  const { owner, ticket, reason } = input(units([34, 35]), terms);
  await pia().update({ ...made, owner, ticket: ticket ?? null, reason, to: day(10) });
  expect(await tell(14)).toBe(1);
  const abe = await journey.as("abe").notification.list();
  expect(abe.filter(({ kind }) => kind === "reservation_ends")).toHaveLength(2);
});
