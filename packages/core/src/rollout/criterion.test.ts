import { expect, test } from "vitest";
import { type GateFacts, judge } from "./criterion";

const rack = (over: Partial<GateFacts> = {}): GateFacts => ({
  ...{ subject: "a", nameplateW: 10_000, reading: { powerW: 5_000, at: 1_000 }, skipped: false, measured: null },
  ...over,
});
const power = { kind: "power", minShare: 0.2, maxShare: 0.9, freshMs: 60_000 } as const;

test("without a criterion it is enough to be through", () => {
  expect(judge(undefined, [rack({ reading: null })], 0).met).toBe(true);
});

test("every meter has to say the right thing, lately", () => {
  expect(judge(power, [rack()], 1_000).met).toBe(true);
  expect(judge(power, [rack(), rack({ subject: "b", reading: null })], 1_000)).toEqual({
    met: null,
    against: [{ subject: "b", powerW: null, share: null }],
  });
  expect(judge(power, [rack()], 61_001).met).toBeNull();
  const cold = rack({ subject: "c", reading: { powerW: 100, at: 1_000 } });
  // one that is wrong outweighs one of which nobody knows
  expect(judge(power, [rack({ reading: null }), cold], 1_000)).toEqual({
    met: false,
    against: [{ subject: "c", powerW: 100, share: 0.01 }],
  });
});

test("a number over what was measured lately has to lie between two others; silence is no answer", () => {
  const warm = { kind: "telemetry", metric: "inlet_c", stat: "max", least: null, most: 27, overMs: 60_000 } as const;
  const at = (max: number) => rack({ measured: { min: 18, mean: 20, max } });
  expect(judge(warm, [at(27), at(19)], 0)).toEqual({ met: true, against: [] });
  expect(judge(warm, [at(27), rack()], 0).met).toBeNull();
  expect(judge(warm, [at(28), rack()], 0)).toEqual({
    met: false,
    against: [{ subject: "a", powerW: null, share: null, value: 28 }],
  });
  expect(judge({ ...warm, stat: "min", least: 18, most: null }, [at(99)], 0).met).toBe(true);
  expect(judge({ ...warm, stat: "mean", least: 21, most: null }, [at(99)], 0).met).toBe(false);
});

test("so many racks may skip the stage", () => {
  const skipped = rack({ skipped: true });
  expect(judge({ kind: "skips", most: 1 }, [rack(), skipped], 0).met).toBe(true);
  expect(judge({ kind: "skips", most: 0 }, [rack(), skipped], 0).met).toBe(false);
});
