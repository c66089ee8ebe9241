import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Durations, quantile } from "./durations";
import { forecast } from "./forecast";
import { pauseAfter } from "./retry";
import type { RunNow, Stage, Step, Template } from "./types";

const HOUR = 3_600_000;
const stage = (key: string, needs: string[], over: Partial<Stage> = {}): Stage => ({
  ...{ key, title: key, how: "automatic", needs, timeoutMs: null, usualMs: HOUR, atATime: null },
  ...{ takesDown: false, bringsUp: false, canUndo: true, retry: { attempts: 1, pauseMs: 0, longestPauseMs: 0 } },
  ...over,
});
const template: Template = {
  stages: [stage("dock", []), stage("rack", ["dock"], { atATime: 1 }), stage("test", ["rack"])],
  gates: [{ after: "rack", opens: "people", bakeMs: HOUR }],
  handsOverAfter: "rack",
};
const run = (sizes: number[], change: (step: Step) => Step = (step) => step): RunNow => {
  const waves = sizes.map((size, w) => ({
    notBefore: null,
    subjects: Array.from({ length: size }, (_, i) => ({
      ...{ id: `w${w}-${i}`, room: "r", faultDomain: "d", services: [], powerW: 1 },
    })),
  }));
  return {
    ...{ state: "running", template, waves, freezes: [], elsewhere: [], heldElsewhere: [] },
    limits: { racks: null, racksOfRoom: null, racksOfFaultDomain: null, failuresOfWave: 0 },
    gates: sizes.map((_, wave) => ({ wave, after: "rack", state: "shut", met: null })),
    steps: waves.flatMap((wave) =>
      wave.subjects.flatMap(({ id }) =>
        template.stages.map(({ key }) =>
          change({
            subject: id,
            stage: key,
            state: "waiting",
            attempts: 0,
            startedAt: null,
            endedAt: null,
            notBefore: null,
          }),
        ),
      ),
    ),
  };
};
const usual = { ms: [HOUR], from: "usual" } as const;
const options = {
  now: 0,
  seed: 1,
  plays: 9,
  durationOf: () => usual,
  gateMs: { ms: [2 * HOUR], from: "usual" },
} as const;

describe("the end of a run", () => {
  test("counts what stands in line, what bakes and who is asked", () => {
    // dock together 1 h, rack one after the other 3 h, bake 1 h, people 2 h, test 1 h
    const { ends, waves, criticalPath } = forecast(run([3]), options);
    expect(ends).toEqual({ p10: 8 * HOUR, p50: 8 * HOUR, p90: 8 * HOUR });
    expect(waves).toEqual([ends]);
    expect(criticalPath.map((one) => `${one.subject} ${one.stage} ${one.from / HOUR}`)).toEqual([
      ...["w0-0 dock 0", "w0-0 rack 1", "w0-1 rack 2", "w0-2 rack 3"],
      expect.stringMatching(/^w0-. test 7$/),
    ]);
  });

  test("the next wave begins when this one is through its gate", () => {
    const { waves } = forecast(run([1, 1]), options);
    // the first is at its gate from 2 to 5; its test and the second wave begin then
    expect(waves.map((band) => band!.p50 / HOUR)).toEqual([6, 11]);
  });

  test("what is done is done, and what is in work goes on", () => {
    const half = run([1], (step) =>
      step.stage === "dock"
        ? { ...step, state: "done", startedAt: -3 * HOUR, endedAt: -2 * HOUR }
        : step.stage === "rack"
          ? { ...step, state: "working", attempts: 1, startedAt: -HOUR / 2 }
          : step,
    );
    expect(forecast(half, options).ends!.p50).toBe(HOUR / 2 + HOUR + 2 * HOUR + HOUR);
  });

  test("spreads as what was learnt spreads, the same for the same seed", () => {
    const learnt = { ms: [HOUR, 2 * HOUR, 9 * HOUR], from: "site" } as const;
    const spread = { ...options, plays: 40, durationOf: () => learnt };
    const { ends } = forecast(run([2]), spread);
    expect(ends!.p10).toBeLessThan(ends!.p50);
    expect(ends!.p50).toBeLessThan(ends!.p90);
    expect(forecast(run([2]), spread).ends).toEqual(ends);
  });
});

describe("durations", () => {
  const took = (site: string, rackType: string, ms: number) => ({ stage: "dock", rackType, site, ms });

  test("are of the narrowest history that has enough", () => {
    const history = [1, 2, 3, 4, 5].map((ms) => took("a", "C6", ms)).concat([10, 20].map((ms) => took("b", "C6", ms)));
    const durations = new Durations(history);
    const dock = { key: "dock", usualMs: 99 };
    expect(durations.of(dock, "C6", "a")).toEqual({ ms: [1, 2, 3, 4, 5], from: "site" });
    expect(durations.of(dock, "C6", "b")).toEqual({ ms: [1, 2, 3, 4, 5, 10, 20], from: "type" });
    expect(durations.of(dock, "S7", "b").from).toBe("stage");
    expect(durations.of({ key: "burn", usualMs: 99 }, "C6", "a")).toEqual({ ms: [99], from: "usual" });
  });

  test("a quantile lies between the numbers, and grows with its share", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }).map((list) => list.sort((a, b) => a - b)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, a, b) => {
          const [low, high] = [quantile(list, Math.min(a, b)), quantile(list, Math.max(a, b))];
          expect(low).toBeLessThanOrEqual(high);
          expect(low).toBeGreaterThanOrEqual(list[0]!);
          expect(high).toBeLessThanOrEqual(list.at(-1)!);
        },
      ),
    );
  });
});

test("pauses between attempts double up to the longest, less a little chance, and end", () => {
  fc.assert(
    fc.property(
      fc.record({ attempts: fc.integer({ min: 1, max: 50 }), pauseMs: fc.nat(1e5), longestPauseMs: fc.nat(1e6) }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer(),
      (retry, made, seed) => {
        const pause = pauseAfter(retry, made, seed);
        expect(pause === null).toBe(made >= retry.attempts);
        if (pause === null) return;
        const whole = Math.min(retry.longestPauseMs, retry.pauseMs * 2 ** (made - 1));
        expect(pause).toBeLessThanOrEqual(Math.ceil(whole));
        expect(pause).toBeGreaterThanOrEqual(Math.floor(whole * 0.75));
        expect(pauseAfter(retry, made, seed)).toBe(pause);
      },
    ),
  );
});
