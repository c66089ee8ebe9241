import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  monthBands,
  monthLabelStep,
  niceTicks,
  tickDigits,
  type UtilisationMonth,
  usableLeft,
  yearLabelled,
} from "./scale";

const month = (over: Partial<UtilisationMonth>): UtilisationMonth => ({
  month: "2026-04-01",
  inService: 40,
  installed: 44,
  committed: 4,
  stranded: 2,
  limit: 55,
  ...over,
});

describe("niceTicks", () => {
  it("covers the largest value in a handful of round steps", () => {
    expect(niceTicks(54.8)).toEqual([0, 20, 40, 60]);
    expect(niceTicks(5760)).toEqual([0, 2000, 4000, 6000]);
    expect(tickDigits(niceTicks(1.1))).toBe(2);
    expect(niceTicks(0)).toEqual([0, 1]);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (max) => {
        const ticks = niceTicks(max);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(max * (1 - 1e-9));
        expect(ticks.length).toBeLessThanOrEqual(8);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});

describe("monthBands", () => {
  it("stacks what is taken and hangs what is stranded from the limit", () => {
    expect(monthBands(month({}))).toEqual([
      { kind: "inService", from: 0, to: 40 },
      { kind: "installed", from: 40, to: 44 },
      { kind: "committed", from: 44, to: 48 },
      { kind: "stranded", from: 53, to: 55 },
    ]);
    expect(usableLeft(month({}))).toBe(5);
  });
  it("leaves the scale once, as over", () => {
    const bands = monthBands(month({ committed: 20 }));
    expect(bands.at(-1)).toEqual({ kind: "over", from: 55, to: 64 });
    expect(bands.some((band) => band.kind === "stranded")).toBe(false);
  });
  it("draws nothing for what is not known, and no stranded without a limit", () => {
    expect(monthBands(month({ inService: null, installed: null }))).toEqual([]);
    expect(monthBands(month({ limit: null })).map((band) => band.kind)).toEqual([
      "inService",
      "installed",
      "committed",
    ]);
    expect(usableLeft(month({ limit: null }))).toBeNull();
  });
  it("never lets two bands lie on each other", () => {
    const amount = fc.option(fc.integer({ min: 0, max: 100 }));
    fc.assert(
      fc.property(
        fc.record({ inService: amount, installed: amount, committed: amount, stranded: amount, limit: amount }),
        (given) => {
          const bands = monthBands(month(given)).sort((a, b) => a.from - b.from);
          for (let i = 1; i < bands.length; i++) expect(bands[i]!.from).toBeGreaterThanOrEqual(bands[i - 1]!.to);
        },
      ),
    );
  });
});

describe("monthLabelStep", () => {
  it("leaves out labels as columns get narrow", () => {
    expect([30, 14, 9, 5, 2].map((px) => monthLabelStep(px))).toEqual([1, 2, 3, 6, 12]);
  });
});

it("years never stand on each other at the left edge", () => {
  const from = (first: number) =>
    Array.from({ length: 14 }, (_, at) => ({
      month: `${2023 + Math.floor((first + at) / 12)}-${String(((first + at) % 12) + 1).padStart(2, "0")}-01`,
    }));
  const years = (first: number, columnPx: number) =>
    yearLabelled(from(first), columnPx).flatMap((shown, at) => (shown ? [at] : []));
  expect(years(11, 20)).toEqual([1, 13]);
  expect(years(9, 20)).toEqual([0, 3]);
  expect(years(0, 20)).toEqual([0, 12]);
  expect(yearLabelled([{ month: "2026-11-01" }], 20)).toEqual([true]);
});
