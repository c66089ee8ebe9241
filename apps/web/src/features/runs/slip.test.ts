import { expect, test } from "vitest";
import { causeWords, partWords, slipSentence } from "./slip";

const DAY_MS = 86_400_000;
const template = {
  stages: [
    { key: "supply", title: "Supplier's date" },
    { key: "dock", title: "Dock" },
  ],
} as never;
const slip = (byMs: number, parts: readonly { kind: string; stage: string | null; who: string | null; ms: number }[]) =>
  ({ template, slip: { since: "", from: "", to: "", byMs, parts } }) as never;

test("says what makes a run late, who had it, and nothing of what is small or goes the other way", () => {
  const late = slip(3 * DAY_MS, [
    { kind: "stage", stage: "supply", who: null, ms: 2 * DAY_MS },
    { kind: "stage", stage: "dock", who: "Odile", ms: 1.1 * DAY_MS },
    { kind: "paused", stage: null, who: null, ms: -0.15 * DAY_MS },
    { kind: "wait", stage: "dock", who: null, ms: 0.05 * DAY_MS },
  ]);
  expect(slipSentence(late)).toBe("3 d later: Supplier's date 2 d, Dock 1 d 2 h with Odile.");
  expect(slipSentence(slip(0, []))).toBeNull();
  expect(slipSentence(slip(-DAY_MS, []))).toBe("1 d sooner.");
});

test("names what stood between stages", () => {
  const words = (kind: string, stage: string | null) =>
    partWords({ template }, { kind, stage, who: null, ms: 1 } as never);
  expect(["gate", "retry", "wait"].map((kind) => words(kind, "dock"))).toEqual([
    "gate after dock",
    "failed attempts at dock",
    "nothing could begin before dock",
  ]);
  expect(["paused", "halted", "spread"].map((kind) => words(kind, null))).toEqual([
    "the run was paused",
    "the run was halted",
    "how the forecast falls",
  ]);
});

test("says in a sentence what moved the end", () => {
  const words = (kind: string, byMs: number) => causeWords({ template }, { kind, stage: "dock", rack: "A-01", byMs });
  expect(words("step_took", DAY_MS)).toBe("Dock of A-01 took 1 d longer than expected");
  expect(words("step_took", -DAY_MS)).toBe("Dock of A-01 took 1 d less than expected");
  expect(words("step_failed", DAY_MS)).toBe("Dock of A-01 failed and is tried again, 1 d so far");
  expect(words("step_not_begun", DAY_MS)).toBe("Dock of A-01 has not begun, 1 d after it was to be through");
  expect(words("paused", DAY_MS)).toBe("the run is paused");
});
