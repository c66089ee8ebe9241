import type { ScenarioChange } from "@headroom/contracts/scenario";
import { scenarioChanges } from "@headroom/contracts/scenario";
import { expect, test } from "vitest";
import { changesOf, draftOf, noPending, pendingChange, withChange } from "./editor";

const all: ScenarioChange[] = [
  { kind: "growth", percent: 20 },
  { kind: "order", order: "largest" },
  { kind: "policy", policy: "selective" },
  { kind: "device_out", datacenterId: 1, deviceId: "7" },
  { kind: "pin", requestId: 3, datacenterId: 1, rowId: "12" },
];

test("what is opened and saved untouched is what it was", () => {
  expect(changesOf(draftOf({ name: "n", changes: all }))).toEqual(all);
  expect(changesOf(draftOf(null))).toEqual([]);
});

test("an emptied field is no change, and neither is a growth of nothing", () => {
  expect(changesOf({ ...draftOf({ name: "n", changes: all }), growth: 0, order: null })).toEqual(all.slice(2));
});

test("the same thing turned twice is turned once, as it was turned last", () => {
  const row: ScenarioChange = { kind: "pin", requestId: 3, datacenterId: 2, rowId: "40" };
  const changes = changesOf({ ...draftOf(null), others: withChange(all.slice(3), row) });
  expect(changes).toEqual([all[3], row]);
  expect(scenarioChanges.safeParse(changes).success).toBe(true);
  expect(scenarioChanges.safeParse([...all, row]).success).toBe(false);
});

test("every kind is a change once its fields are filled, and not before", () => {
  const filled = { ...noPending, datacenterId: 1, target: "5", requestId: 3, amount: 12 };
  const kinds = ["rack_power", "device_out", "zone_out", "extra_rows", "extra_power", "pin", "forbid"] as const;
  for (const kind of kinds) {
    const target = kind === "extra_power" ? "zone 5" : "5";
    const change = pendingChange({ ...filled, kind, target });
    expect(scenarioChanges.safeParse([change]).success).toBe(true);
    expect(pendingChange({ ...filled, kind, target: "" })).toBeNull();
  }
  expect(pendingChange({ ...filled, kind: "extra_power", target: "zone 5" })).toEqual({
    kind: "extra_power",
    datacenterId: 1,
    target: "zone",
    targetId: "5",
    extraW: 12_000,
  });
  expect(pendingChange({ ...filled, kind: "pin", requestId: null })).toBeNull();
  expect(pendingChange({ ...filled, kind: "extra_rows", amount: null })).toBeNull();
});
