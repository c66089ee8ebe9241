import { decide } from "@headroom/core/rollout/decide";
import { runNowOf } from "@headroom/services/run/load";
import { describe, expect, test } from "vitest";
import { small } from "../../scenarios/small";
import { buildFleet } from "../fleet";
import type { SeedRun } from "./world";

const DAY_MS = 86_400_000;

/** As the database would load it. */
const loaded = (run: SeedRun) => ({
  run: run.record,
  template: run.record.template as never,
  limits: run.record.limits as never,
  parts: {
    waves: run.waves,
    subjects: [...run.subjects.values()],
    steps: [...run.steps.values()],
    gates: [...run.gates.values()],
  },
  ...{ freezes: [], elsewhere: [], allPaused: null },
});

describe.each(["2026-11-23", "2026-12-01", "2027-01-31", "2028-02-29"])("runs of small on %s", async (today) => {
  const fleet = await buildFleet(small, today);
  const midnight = fleet.today * DAY_MS;
  const { runs } = fleet.runs;
  const steps = runs.flatMap((run) => [...run.steps.values()]);

  test("have everything that somebody on duty may meet", () => {
    expect(new Set(runs.map((run) => run.record.kind))).toEqual(new Set(["provision", "decommission", "repair"]));
    expect(new Set(runs.map((run) => run.record.state))).toEqual(
      new Set(["done", "running", "paused", "halted", "aborted"]),
    );
    expect(new Set(steps.map((step) => step.state))).toEqual(
      new Set(["done", "working", "waiting", "retrying", "failed", "undone", "dropped"]),
    );
    expect(runs.some(({ gates }) => [...gates.values()].some((gate) => gate.state === "asked"))).toBe(true);
    expect(runs.some(({ waves }) => waves.length > 1)).toBe(true);
  });

  test("end when the fleet says that their racks came, served and went", () => {
    const lots = new Map(fleet.racks.map((rack) => [rack.id, rack.lot]));
    const dayOf = (run: SeedRun, subject: number, stage: string) => {
      const step = [...run.steps.values()].find((s) => s.subjectId === subject && s.stage === stage);
      return step?.endedAt ? Math.floor(step.endedAt / DAY_MS) : null;
    };
    for (const run of runs.filter(({ record }) => record.state === "done"))
      for (const { id, rackId } of run.subjects.values()) {
        const { installedOn, inServiceOn, retiredOn } = lots.get(rackId!)!;
        if (run.record.kind === "provision")
          expect([dayOf(run, id, "rack"), dayOf(run, id, "in_service")]).toEqual([installedOn, inServiceOn]);
        if (run.record.kind === "decommission") expect(dayOf(run, id, "remove")).toBe(retiredOn);
      }
  });

  test("tell what happened in its order, and nothing of the future", () => {
    for (const { events } of runs)
      events.forEach((event, i) => {
        expect(event.at).toBeGreaterThanOrEqual(events[i - 1]?.at ?? 0);
        expect(event.at).toBeLessThanOrEqual(midnight);
      });
    for (const list of [fleet.runs.audited, fleet.runs.notified])
      for (const { at } of list) expect(at).toBeLessThanOrEqual(midnight);
  });

  test("hold no rack and no position twice", () => {
    const held = runs.flatMap(({ subjects }) => [...subjects.values()].filter((s) => s.holds));
    expect(held.length).toBeGreaterThan(0);
    for (const of of ["rackId", "positionId"] as const)
      expect(new Set(held.map((subject) => subject[of])).size).toBe(held.length);
  });

  test("stay as they are when a worker starts: nothing begins, no machine is asked before tomorrow", () => {
    for (const run of runs) {
      if (run.record.endedAt !== null) continue;
      const { start, overdue, openGates, askGates, halt, finish } = decide(runNowOf(loaded(run)), midnight);
      expect({ start, overdue, openGates, askGates, halt, finish }).toEqual({
        ...{ start: [], overdue: [], openGates: [], askGates: [], halt: null, finish: false },
      });
    }
    for (const { pollAt, notBefore, state } of steps) {
      if (pollAt !== null) expect(pollAt).toBeGreaterThan(midnight + DAY_MS);
      if (state === "retrying") expect(notBefore).toBeGreaterThan(midnight + DAY_MS);
    }
  });
});
