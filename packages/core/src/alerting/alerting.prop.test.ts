import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AlertFact, type AlertSubject, judge, median } from "./judge";
import { actionsIn, mayAct, type OpenAlert, OVER_AFTER_MS, transitions } from "./machine";
import { usualRules } from "./rule";

const subject = (key: string): AlertSubject => ({ kind: "rack", key, name: key, datacenter: "N1" });
const keys = fc.uniqueArray(fc.constantFrom<string>("a", "b", "c", "d", "e"));
const MINUTE = 60_000;

describe("transitions", () => {
  it("keep one open alert for every subject that is found, over any history, and end what is gone for five minutes", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.integer({ min: 1, max: 8 })), { maxLength: 30 }), (rounds) => {
        let open: OpenAlert[] = [];
        let next = 1;
        let nowMs = 0;
        const goneSince = new Map<string, number>();
        for (const [found, minutes] of rounds) {
          nowMs += minutes * MINUTE;
          const done = transitions(
            open,
            found.map((key) => ({ subject: subject(key), seen: {} })),
            nowMs,
          );
          open = [
            ...open
              .filter(({ id }) => !done.resolve.includes(id))
              .map((alert) => ({
                ...alert,
                absentSinceMs: done.still.some(({ id }) => id === alert.id)
                  ? null
                  : done.absent.includes(alert.id)
                    ? nowMs
                    : alert.absentSinceMs,
              })),
            ...done.fire.map(({ subject: { key } }) => ({
              ...{ id: next++, rule: "r", subjectKey: key, state: "firing" as const },
              ...{ absentSinceMs: null, silencedUntilMs: null },
            })),
          ];
          const shown = open.map(({ subjectKey }) => subjectKey);
          expect(new Set(shown).size).toBe(shown.length);
          for (const key of found) {
            expect(shown).toContain(key);
            goneSince.delete(key);
          }
          for (const key of ["a", "b", "c", "d", "e"])
            if (!found.includes(key)) {
              if (!goneSince.has(key)) goneSince.set(key, nowMs);
              if (nowMs - goneSince.get(key)! >= OVER_AFTER_MS) expect(shown).not.toContain(key);
              else if (open.some((one) => one.subjectKey === key)) expect(done.resolve).not.toContain(key);
            }
        }
      }),
    );
  });

  it("tell of a silenced alert again when its silence is over and it is still so", () => {
    const silenced: OpenAlert = {
      ...{ id: 1, rule: "r", subjectKey: "a", state: "silenced", absentSinceMs: null, silencedUntilMs: 10 },
    };
    const found = [{ subject: subject("a"), seen: {} }];
    expect(transitions([silenced], found, 9).silenceOver).toEqual([]);
    expect(transitions([silenced], found, 10)).toMatchObject({ silenceOver: [1], fire: [] });
  });
});

describe("judge", () => {
  const hours = fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 6 });
  it("finds what is above a share of a limit in every one of the last hours, and nothing where hours or limits are missing", () => {
    const test = usualRules.find(({ id }) => id === "device-near-limit")!.test;
    fc.assert(
      fc.property(hours, fc.option(fc.constantFrom(50, 100)), (values, limit) => {
        const fact: AlertFact = { kind: "above", subject: subject("a"), hours: values, limit };
        const expected =
          limit !== null && values.length >= 2 && values.slice(0, 2).every((value) => value > limit * 0.8);
        expect(judge(test, fact, 0) !== null).toBe(expected);
      }),
    );
  });

  it("finds what is unusual by the median of weeks, so that one odd week says nothing", () => {
    const test = { kind: "unusual", of: "rack", metric: "power_w", weeks: 4, share: 0.5, least: 500 } as const;
    const unusual = (value: number, past: number[]) =>
      judge(test, { kind: "unusual", subject: subject("a"), value, past }, 0);
    expect(unusual(4000, [4000, 4100, 90_000, 3900])).toBeNull();
    expect(unusual(9000, [4000, 4100, 90_000, 3900])).toMatchObject({ seen: { value: 9000, limit: 4050 } });
    expect(unusual(0, [4000, 4000])).not.toBeNull();
    expect(unusual(9000, [4000])).toBeNull();
    expect(unusual(400, [100, 100, 100])).toBeNull();
    expect(median([3, 1, 2, 10])).toBe(2.5);
  });

  it("finds silence and clocks only after their time, and facts of other tests never", () => {
    fc.assert(
      fc.property(fc.nat(100 * MINUTE), (ago) => {
        const now = 1e12;
        for (const { test } of usualRules)
          for (const fact of [
            { kind: "missing", subject: subject("a"), lastMs: now - ago },
            { kind: "clock", subject: subject("a"), sinceMs: now - ago },
          ] satisfies AlertFact[])
            expect(judge(test, fact, now) !== null).toBe(
              test.kind === fact.kind && ago > (test as { afterMinutes: number }).afterMinutes * MINUTE,
            );
      }),
    );
  });
});

it("lets people do what a state allows", () => {
  expect(actionsIn("firing")).toEqual(["acknowledge", "silence"]);
  expect(actionsIn("resolved")).toEqual([]);
  expect(mayAct("reopen", "silenced")).toBe(true);
});

it("has usual rules with names of their own", () => {
  expect(new Set(usualRules.map(({ id }) => id)).size).toBe(usualRules.length);
});
