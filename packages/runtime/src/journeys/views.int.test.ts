import { afterAll, beforeAll, expect, test } from "vitest";
import { type Journey, openJourney } from "../testing/journey";
import { failure } from "../testing/steps";

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

const view = {
  type: "racks" as const,
  columns: ["code", "state"],
  filter: "state:in_service",
  sort: "-code",
  shared: false,
};

test("a view of one's own is nobody else's until it is shared", async () => {
  const [pia, mona] = [journey.as("pia"), journey.as("mona")];
  const { id, version } = await pia.view.save({ ...view, name: "In service" });
  expect(await pia.view.list({ type: "racks" })).toMatchObject([
    { ...view, id, version, mine: true, name: "In service" },
  ]);
  expect(await mona.view.list({ type: "racks" })).toEqual([]);
  expect((await failure(mona.view.save({ ...view, name: "Other", id, version }))).code).toBe("NOT_FOUND");
  expect((await failure(mona.view.remove({ id, version }))).code).toBe("NOT_FOUND");

  const shared = await pia.view.save({ ...view, name: "In service", id, version, shared: true });
  expect(await mona.view.list({ type: "racks" })).toMatchObject([{ id, mine: false, shared: true }]);
  expect(await mona.view.list({ type: "servers" })).toEqual([]);
  expect((await failure(mona.view.remove(shared))).code).toBe("FORBIDDEN");
  expect((await failure(pia.view.save({ ...view, name: "Late", id, version }))).code).toBe("CONFLICT");

  await pia.view.remove(shared);
  expect(await mona.view.list({ type: "racks" })).toEqual([]);
  const events = await journey.rows<{ action: string; before: unknown; after: unknown }>(
    "SELECT action, before, after FROM audit_event WHERE entity_kind = 'view' AND entity_id = $1 ORDER BY id",
    [String(id)],
  );
  expect(events).toMatchObject([
    { action: "view.create", before: null, after: { name: "In service", shared: false } },
    { action: "view.update", before: { shared: false }, after: { shared: true } },
    { action: "view.remove", before: { shared: true }, after: null },
  ]);
});

test("a name is taken once a person and type, and what is kept can be asked", async () => {
  const pia = journey.as("pia");
  await pia.view.save({ ...view, name: "Mine" });
  expect(await failure(pia.view.save({ ...view, name: "Mine" }))).toMatchObject({
    code: "CONFLICT",
    details: { taken: true },
  });
  const other = await pia.view.save({ ...view, name: "Mine too" });
  expect(await failure(pia.view.save({ ...view, name: "Mine", ...other }))).toMatchObject({ details: { taken: true } });
  await pia.view.save({ ...view, name: "Mine", type: "servers", columns: [], filter: "", sort: "" });
  for (const wrong of [{ filter: "state:broken" }, { columns: ["colour"] }, { sort: "-colour" }])
    expect((await failure(pia.view.save({ ...view, ...wrong, name: "Wrong" }))).code).toBe("INVALID_INPUT");
});

test("pages of a table follow each other, and the count says how it knows", async () => {
  const pia = journey.as("pia");
  const ask = { type: "racks" as const, columns: ["code"], sort: "-code", limit: 2 };
  const first = await pia.table.rows(ask);
  const second = await pia.table.rows({ ...ask, cursor: first.next ?? undefined });
  const codes = [...first.rows, ...second.rows].map(({ key }) => key[0]);
  expect(codes).toEqual([...new Set(codes)].sort().reverse());
  expect((await failure(pia.table.rows({ ...ask, cursor: "nonsense" }))).code).toBe("INVALID_INPUT");
  const { count } = await pia.table.count({ type: "racks", filter: "" });
  expect(await pia.table.count({ type: "racks", filter: "code^zzz" })).toEqual({ count: 0, how: "exact" });
  expect((await pia.table.types()).find(({ type }) => type === "racks")).toEqual({
    type: "racks",
    count,
    how: "exact",
  });
});
