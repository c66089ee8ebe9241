import { type RollupDifference, verifyRollups } from "@headroom/services/capacity/verify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Journey, openJourney } from "../testing/journey";
import { storm } from "../testing/storm";

/** `HEADROOM_STORM_DEEDS=10000` for the whole storm. */
const COUNT = Number(process.env.HEADROOM_STORM_DEEDS ?? 200);
const SEED = Number(process.env.HEADROOM_STORM_SEED ?? 41);

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney({}, 12);
});
afterAll(() => journey.close());

const differences = async () => {
  const found: RollupDifference[] = [];
  const actor = { id: null, name: "verify", role: "system", via: "cli", requestId: "v" } as const;
  await verifyRollups(journey.ports, actor, (difference) => found.push(difference));
  return found;
};

test("edits, imports and commits of eight people at once leave no rollup behind its facts", async () => {
  const { done, refused, defects } = await storm(journey, { count: COUNT, hands: 8, seed: SEED });
  expect(defects).toEqual([]);
  expect(await differences()).toEqual([]);
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);
  expect(sum(done) + sum(refused)).toBe(COUNT);
  for (const deed of ["approve", "rackIn", "servers", "floorChange", "editZone", "editPosition"])
    expect(done[deed], deed).toBeGreaterThan(0);
  if (COUNT > 1000) process.stdout.write(`${JSON.stringify({ done, refused })}\n`);
}, 3_600_000);

test("what is changed behind the rollups' back is found, number by number", async () => {
  await journey.rows(
    "UPDATE capacity_month SET installed = installed + 1 WHERE datacenter_id = 1 AND family_code = '*' AND resource = 'space'",
  );
  await journey.rows(
    "UPDATE datacenter_capacity SET account = jsonb_set(account, '{total,space,free}', '-7') WHERE datacenter_id = 2",
  );
  await journey.rows("DELETE FROM datacenter_capacity WHERE datacenter_id = 3");
  const found = await differences();
  expect(found.filter((d) => d.datacenter === "N1").map((d) => [d.rollup, d.path.replace(/^\S+ /, "")])).toEqual([
    ["facts", "* space.installed"],
  ]);
  expect(found.filter((d) => d.datacenter === "N2").map((d) => [d.path, d.stored])).toEqual([["total.space.free", -7]]);
  expect(found.some((d) => d.datacenter === "W1" && d.rollup === "account" && d.stored === null)).toBe(true);
});
