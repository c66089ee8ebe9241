import { planPlacement } from "@headroom/core/planning/placement/plan";
import type { PlacementProblem, PlannerProgress } from "@headroom/core/planning/placement/types";
import { expect, test, vi } from "vitest";
import { runPlacement } from "./run";

// a thread takes its time to start on a busy machine
vi.setConfig({ testTimeout: 60_000 });

/** Offline, racks are as many as leave the bound out of reach: two positions stay free in each row, in sum enough for one more. */
const problem = (requests: number, mode: "online" | "offline"): PlacementProblem => ({
  model: {
    id: "dc",
    rooms: [{ id: "r" }],
    rows: [
      { id: "row", roomId: "r" },
      { id: "other", roomId: "r" },
    ],
    groups: [
      { id: "g", rowId: "row", positions: 6, feeds: ["A", "B"], coolingZoneId: "z" },
      { id: "h", rowId: "other", positions: 6, feeds: ["A", "C"], coolingZoneId: "z" },
    ],
    devices: ["A", "B", "C"].map((id) => ({ id, parentId: null, roomId: "r", capacityW: 100, failoverCapacityW: 150 })),
    coolingZones: [{ id: "z", roomId: "r", capacityW: 100 }],
  },
  placed: [],
  history: [{ racks: 2, powerW: 10, coolingW: 5 }],
  requests: Array.from({ length: requests }, (_, i) => ({
    id: `q${i}`,
    racks: mode === "online" ? 1 + (i % 3) : 4,
    powerW: 10,
    coolingW: 5,
    reward: 1 + (i % 2),
  })),
  batchSize: 2,
  mode,
  policy: "place-all",
});

test("a thread gives the plan that the planner gives, with the time of every batch", async () => {
  const asked = problem(9, "online");
  const run = await runPlacement(asked, { seed: 4, steps: 24 });
  expect(run.outcome).toEqual(planPlacement(asked, { seed: 4, steps: 24 }));
  expect(run.batchSeconds.length).toBe(5);
  expect(run.seconds).toBeGreaterThan(0);
});

test("progress arrives while it plans, and aborting ends it with a whole plan", async () => {
  const abort = new AbortController();
  const seen: PlannerProgress[] = [];
  const run = await runPlacement(problem(30, "offline"), {
    seed: 1,
    steps: 1e9,
    signal: abort.signal,
    onProgress: (progress) => {
      seen.push(progress);
      if (seen.length === 3) abort.abort();
    },
  });
  expect(run.outcome.ok && run.outcome.value.stopped).toBe(true);
  expect(run.outcome.ok && run.outcome.value.decisions.length).toBe(30);
  expect(seen.length).toBeGreaterThanOrEqual(3);
  expect(seen[2]!.steps).toBeGreaterThan(seen[0]!.steps);
});

test("a time limit ends it too, and one that was aborted before it began is greedy", async () => {
  const late = await runPlacement(problem(30, "offline"), { seed: 1, steps: 1e9, seconds: 0.2 });
  expect(late.outcome.ok && late.outcome.value.stopped).toBe(true);
  const early = await runPlacement(problem(8, "online"), { seed: 1, steps: 1e6, signal: AbortSignal.abort() });
  expect(early.outcome.ok && early.outcome.value.stepsDone).toBe(0);
});

test("what is wrong with a problem comes back as a value", async () => {
  const run = await runPlacement({ ...problem(2, "online"), batchSize: 0 }, { seed: 1, steps: 1 });
  expect(run.outcome).toMatchObject({ ok: false, error: [{ path: "batchSize" }] });
});
