import { expect, test } from "vitest";
import { decide } from "./decide";
import type { RunNow } from "./types";
import { usualTemplates } from "./usual";

const template = usualTemplates.repair;
const subject = { id: "r1", room: "a", faultDomain: "east", services: [], powerW: 5000 };

const working = (byPerson: boolean): RunNow => ({
  ...{ state: "running", template, waves: [{ subjects: [subject], notBefore: null }], gates: [], freezes: [] },
  ...{ elsewhere: [], heldElsewhere: [] },
  limits: { racks: null, racksOfRoom: null, racksOfFaultDomain: null, failuresOfWave: 0 },
  steps: template.stages.map(({ key }) => ({
    ...{ subject: "r1", stage: key, attempts: 1, endedAt: null, notBefore: null },
    ...(key === "cordon" ? { state: "working", startedAt: 0, byPerson } : { state: "waiting", startedAt: null }),
  })),
});

test("a machine's work takes too long at some time, a person's does not", () => {
  const later = 400 * 86_400_000;
  expect(decide(working(false), later).overdue).toEqual([{ subject: "r1", stage: "cordon" }]);
  expect(decide(working(true), later).overdue).toEqual([]);
  expect(decide(working(true), 0).wake).toBeNull();
});

test("a freeze keeps racks from the floor, of a row only its own", () => {
  const move = usualTemplates.move;
  const state = (key: string) => (["confirm", "cordon", "drain", "power_off"].includes(key) ? "done" : "waiting");
  const run: RunNow = {
    ...working(false),
    template: move,
    steps: move.stages.map(({ key }) => ({
      ...{ subject: "r1", stage: key, state: state(key), attempts: 1, startedAt: 0, endedAt: 0, notBefore: null },
    })),
  };
  const freeze = { rooms: ["a"], from: 0, to: 100 };
  expect(decide({ ...run, freezes: [freeze] }, 50).waits.get("r1/carry")).toEqual({ kind: "freeze", until: 100 });
  expect(decide({ ...run, freezes: [{ ...freeze, subjects: ["r2"] }] }, 50).start).toHaveLength(1);
});
