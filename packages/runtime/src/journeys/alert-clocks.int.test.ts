import { evaluateAlerts } from "@headroom/services/alert/evaluate";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Journey, openJourney } from "../testing/journey";
import { allTicked, workRuns } from "../testing/runs";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
let journey: Journey;
beforeEach(async () => {
  journey = await openJourney();
});
afterEach(() => journey.close());

test("a rule over tasks, gates and runs is tried on what was late, waited or is late in the last seven days", async () => {
  const { clock } = journey;
  const began = clock.now;
  const { runs } = await journey.as("omar").run.create({
    ...{ source: { from: "racks", kind: "decommission", racks: ["K1-1-1", "K1-1-2"] } },
    ...{ waves: { canary: 0, pilotShare: 0, most: 24 } },
    dueOn: new Date(began + 3 * 24 * HOUR_MS).toISOString().slice(0, 10),
  });
  const { id } = runs[0]!;
  const tasks = async (stage: string) =>
    (await journey.as("omar").run.get({ id })).waves[0]!.subjects.flatMap(({ steps }) => steps).filter(
      (step) => step.stage === stage,
    );
  const finish = async (stage: string) => {
    for (const step of await tasks(stage)) await journey.as("omar").task.finish(allTicked(step));
    await workRuns(journey);
  };
  const preview = async (name: "task_overdue" | "gate_waiting" | "run_late", afterMinutes: number) =>
    journey.as("ada").alert.previewRule({ test: { kind: "clock", clock: name, afterMinutes } });
  const told = { kind: "told", days: 7, atLeast: false };
  await workRuns(journey);
  const due = Date.parse((await tasks("confirm"))[0]!.dueAt!);
  // both are late; one is done within two hours, the other after five
  clock.now = due;
  await workRuns(journey);
  clock.now = due + 2 * HOUR_MS;
  await journey.as("omar").task.finish(allTicked((await tasks("confirm"))[0]!));
  clock.now = due + 5 * HOUR_MS;
  await journey.as("omar").task.finish(allTicked((await tasks("confirm"))[1]!));
  expect(await preview("task_overdue", 60)).toEqual({ ...told, times: 2, things: 2 });
  expect(await preview("task_overdue", 180)).toEqual({ ...told, times: 1, things: 1 });
  expect(await preview("task_overdue", 600)).toEqual({ ...told, times: 0, things: 0 });
  // a gate that waits for four hours, and one that opens itself
  await workRuns(journey);
  await finish("drain");
  clock.now += 4 * HOUR_MS;
  await journey.as("ann").run.openGate({ id, wave: 0, after: "drain", reason: "" });
  await workRuns(journey);
  expect(await preview("gate_waiting", 239)).toEqual({ ...told, times: 1, things: 1 });
  expect(await preview("gate_waiting", 240)).toEqual({ ...told, times: 0, things: 0 });
  // the run is late while it goes on
  expect(await preview("run_late", 1)).toMatchObject({ times: 0 });
  clock.now = began + 5 * 24 * HOUR_MS;
  expect(await preview("run_late", 1)).toEqual({ ...told, times: 1, things: 1 });
  expect(await preview("run_late", 3 * 24 * 60)).toMatchObject({ times: 0 });
  // and what was long ago is over
  clock.now = began + 40 * 24 * HOUR_MS;
  expect(await preview("task_overdue", 60)).toMatchObject({ times: 0 });
});

test("every person's task that is overdue is found, not only those that a machine handed over", async () => {
  await journey.as("omar").run.create({ source: { from: "racks", kind: "decommission", racks: ["K1-1-1"] } });
  await workRuns(journey);
  const [step] = await journey.rows<{ due_at: Date; by_person: boolean }>(
    "SELECT due_at, by_person FROM run_step WHERE state = 'working'",
  );
  expect(step!.by_person).toBe(false);
  journey.clock.now = step!.due_at.getTime() + 2 * MINUTE_MS;
  await evaluateAlerts(journey.ports);
  expect((await journey.as("omar").alert.list({})).rows.map(({ rule }) => rule)).toContain("task-overdue");
});
