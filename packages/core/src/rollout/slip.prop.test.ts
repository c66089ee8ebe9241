import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Account, accountOf, type Interruption, slipOf } from "./slip";

const DAY = 86_400_000;
const moment = fc.integer({ min: 0, max: 5_000 });
const stage = fc.constantFrom("order", "supply", "dock", "rack");
const path = fc
  .array(fc.record({ subject: fc.constantFrom("1", "2"), stage, from: moment, long: moment }), { maxLength: 8 })
  .map((list) => list.map(({ long, ...step }) => ({ ...step, to: step.from + long })));
const interruption = fc
  .record({
    kind: fc.constantFrom("retry", "gate", "paused", "halted"),
    stage: fc.option(stage),
    who: fc.option(fc.constant("Odile")),
    from: moment,
    long: moment,
  })
  .map(({ long, ...one }) => ({ ...one, to: one.from + long }) as Interruption);
const account = (begin: number) =>
  fc
    .record({ path, interruptions: fc.array(interruption, { maxLength: 5 }), ends: moment })
    .map((drawn) => accountOf({ ...drawn, begin, whoOf: () => "Odile" }));
const sum = (list: readonly { readonly ms: number }[]) => list.reduce((total, { ms }) => total + ms, 0);

describe("the account of a run's time", () => {
  test("has every millisecond once, whatever interrupts what", () => {
    fc.assert(
      fc.property(
        moment.chain((begin) => account(begin).map((made) => ({ begin, made }))),
        ({ begin, made }) => {
          expect(sum(made.spent)).toBe(made.ends - begin);
          for (const { kind, ms } of made.spent) if (kind !== "spread") expect(ms).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe("a slip", () => {
  const two = moment.chain((begin) => fc.tuple(account(begin), account(begin)));

  test("is what its parts add up to, exactly, and those of the way back are the same turned round", () => {
    fc.assert(
      fc.property(two, ([before, now]) => {
        const { byMs, parts } = slipOf(before, now);
        expect(byMs).toBe(now.ends - before.ends);
        expect(sum(parts)).toBe(byMs);
        const back = slipOf(now, before).parts.map(({ kind, stage, ms }) => [`${kind}/${stage}`, -ms]);
        expect(new Map(back as [string, number][])).toEqual(
          new Map(parts.map(({ kind, stage, ms }) => [`${kind}/${stage}`, ms])),
        );
      }),
    );
  });

  test("of nothing has no parts", () => {
    fc.assert(
      fc.property(account(0), (one: Account) => {
        expect(slipOf(one, one)).toEqual({ byMs: 0, parts: [] });
      }),
    );
  });

  test("says: the supplier's date moved by two days, and the dock waited a day for somebody", () => {
    const step = (stage: string, from: number, to: number) => ({ subject: "1", stage, from: from * DAY, to: to * DAY });
    const base = {
      begin: 0,
      interruptions: [],
      whoOf: ({ stage }: { stage: string }) => (stage === "dock" ? "Odile" : null),
    };
    const planned = accountOf({ ...base, path: [step("supply", 0, 30), step("dock", 30, 31)], ends: 31 * DAY });
    const now = accountOf({ ...base, path: [step("supply", 0, 32), step("dock", 32, 34)], ends: 34 * DAY });
    expect(slipOf(planned, now)).toEqual({
      byMs: 3 * DAY,
      parts: [
        { kind: "stage", stage: "supply", who: null, ms: 2 * DAY },
        { kind: "stage", stage: "dock", who: "Odile", ms: DAY },
      ],
    });
  });

  test("names the gate and the halt that stood between two stages", () => {
    const step = (stage: string, from: number, to: number) => ({ subject: "1", stage, from, to });
    const interruptions: Interruption[] = [
      { kind: "halted", stage: null, who: null, from: 12, to: 15 },
      { kind: "gate", stage: "burn_in", who: "Aino", from: 10, to: 18 },
    ];
    const path = [step("burn_in", 0, 10), step("accept", 20, 22)];
    expect(accountOf({ begin: 0, ends: 22, path, interruptions, whoOf: () => null }).spent).toEqual([
      { kind: "stage", stage: "burn_in", who: null, ms: 10 },
      { kind: "gate", stage: "burn_in", who: "Aino", ms: 5 },
      { kind: "halted", stage: null, who: null, ms: 3 },
      { kind: "wait", stage: "accept", who: null, ms: 2 },
      { kind: "stage", stage: "accept", who: null, ms: 2 },
    ]);
  });
});
