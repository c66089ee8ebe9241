import { afterAll, beforeAll, expect, test } from "vitest";
import { type Journey, openJourney } from "../testing/journey";
import { workRuns } from "../testing/runs";

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

test("racks on their way out are listed with how far each is, and a run is found by who made it", async () => {
  const omar = journey.as("omar");
  const { rows: racks } = await omar.rack.list({ state: "in_service", limit: 2 });
  const codes = racks.map(({ code }) => code);
  const { runs } = await omar.run.create({ source: { from: "racks", kind: "decommission", racks: codes } });
  await workRuns(journey);

  const leaving = await omar.decommission.list({});
  expect(leaving.rows.map(({ rack }) => rack).sort()).toEqual([...codes].sort());
  expect(leaving).toMatchObject({ total: 2, returnedW: 0 });
  expect(leaving.leavingW).toBe(leaving.rows.reduce((sum, { powerW }) => sum + powerW, 0));
  const first = leaving.rows[0]!;
  expect(first).toMatchObject({ runId: runs[0]!.id, runState: "running" });
  expect(first.steps.map(({ stage }) => stage).slice(0, 3)).toEqual(["confirm", "dependencies", "cordon"]);
  expect(first.steps[0]).toMatchObject({ state: "working", title: "Owner's confirmation", assignee: null });

  expect((await omar.decommission.list({ show: "out" })).rows).toEqual([]);
  expect((await omar.decommission.list({ datacenter: "nowhere" })).total).toBe(0);

  expect((await omar.run.list({ mine: true })).total).toBe(1);
  expect((await journey.as("pia").run.list({ mine: true })).total).toBe(0);
  expect((await omar.session.me()).counts.runsOpen).toBe(1);
  expect(await omar.search.find({ text: `rn-${runs[0]!.id}` })).toMatchObject([
    { kind: "run", key: String(runs[0]!.id) },
  ]);
});
