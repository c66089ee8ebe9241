import { usualTemplates } from "@headroom/core/rollout/usual";
import { expect, it } from "vitest";
import { mockRun, now } from "../../gallery/pages/runData";
import { stageLines } from "./stages";
import { againstOf, attemptsSaid, criterionWords, failedAttempts, needsWords, valueWords, waitsFor } from "./words";

const run = mockRun();
const { template } = run;

it("says what each kind of wait waits for", () => {
  const said = (wait: Parameters<typeof waitsFor>[0]) => waitsFor(wait, template, now);
  expect(said({ kind: "stage", stage: "rack" })).toBe("waits for Rack and stack");
  expect(said({ kind: "gate", wave: 1, after: "burn_in" })).toBe("waits for gate 2 after burn-in");
  expect(said({ kind: "wave", wave: 0, after: "rack" })).toBe("waits for wave 1 to be through rack and stack");
  expect(said({ kind: "time", until: "2026-05-14T08:00:00.000Z" })).toBe("waits for 14 May, 08:00");
  expect(said({ kind: "freeze", until: "2027-01-02T00:00:00.000Z" })).toBe(
    "waits for the end of a freeze, 2 Jan 2027, 00:00",
  );
  expect(said({ kind: "held" })).toBe("waits for another run to let go of the rack");
  expect(said({ kind: "limit", limit: "faultDomain", most: 1 })).toBe(
    "waits for a free place: only 1 rack of a fault domain in work at a time",
  );
  expect(said({ kind: "service", service: "search", faultDomain: "F1" })).toBe("waits for search to be up again in F1");
  expect(said({ kind: "run", state: "paused" })).toBe("waits for the run to be resumed");
});

it("counts attempts as people do", () => {
  expect(failedAttempts("working", 3)).toBe(2);
  expect(failedAttempts("failed", 6)).toBe(6);
  expect(attemptsSaid({ attempts: 3, attemptsMost: 6, state: "retrying" })).toBe("3 failed, attempt 4 waits, of 6");
});

it("names the most pressing of what a run waits for", () => {
  const counts = { ...run.counts, gatesAsked: 0, failed: 0, late: 0, retrying: 0, tasks: 0, working: 0 };
  const of = (over: Partial<typeof counts>, state: typeof run.state = "running") =>
    needsWords({ state, counts: { ...counts, ...over }, reason: null })?.words ?? null;
  expect(of({ gatesAsked: 1, tasks: 2 })).toBe("1 gate to be opened");
  expect(of({ failed: 2, gatesAsked: 1 })).toBe("2 steps failed for good");
  expect(of({ tasks: 1 })).toBe("1 task of people");
  expect(of({})).toBeNull();
  expect(of({ failed: 2 }, "done")).toBeNull();
});

it("reads what was stored in any shape", () => {
  expect(againstOf([{ rack: "R1", share: 0.02, powerW: 3 }, { subject: "7" }], (id) => `rack ${id}`)).toEqual([
    { rack: "R1", words: "2\u00a0% of nameplate" },
    { rack: "rack 7", words: "its meter is silent or old" },
  ]);
  expect(againstOf("nonsense", String)).toEqual([]);
  expect(criterionWords({ kind: "skips", most: 0 })).toBe("no rack skipped the stage");
  expect(valueWords({ drives: 8, ok: true, serials: ["A", "B"], none: null })).toBe("drives 8, ok yes, serials A, B");
});

it("puts what fails before what retries, and what retries before what works", () => {
  const rack = stageLines(template, run.waves[3]!, now).find(({ key }) => key === "rack")!;
  expect(rack.lively.map(({ step }) => step.state).slice(0, 3)).toEqual(["retrying", "retrying", "working"]);
  expect(rack.tone).toBe("attention");
  expect(usualTemplates.provision.stages.map(({ key }) => key)).toContain(rack.key);
});
