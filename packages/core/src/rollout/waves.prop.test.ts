import fc from "fast-check";
import { expect, test } from "vitest";
import { waveFaults } from "./template";
import type { Stage, Template } from "./types";
import { blastRadius, type Risked, wavesOf } from "./waves";

const stage = (key: string, needs: string[], over: Partial<Stage> = {}): Stage => ({
  ...{ key, title: key, how: "automatic", needs, timeoutMs: null, usualMs: 1, atATime: null },
  ...{ takesDown: false, bringsUp: false, canUndo: true, retry: { attempts: 1, pauseMs: 0, longestPauseMs: 0 } },
  ...over,
});
/** Everything is off before anything comes on again. */
const together: Template = {
  stages: [stage("off", [], { takesDown: true }), stage("swap", ["off"]), stage("on", ["swap"], { bringsUp: true })],
  gates: [{ after: "off", opens: "people", bakeMs: 0 }],
  handsOverAfter: "on",
};
const oneByOne: Template = { ...together, gates: [{ after: "on", opens: "people", bakeMs: 0 }] };

const risked: fc.Arbitrary<Risked[]> = fc
  .array(
    fc.record({
      risk: fc.nat({ max: 5 }),
      room: fc.constantFrom("r1", "r2"),
      faultDomain: fc.constantFrom("east", "west"),
      services: fc.subarray(["mail", "maps", "docs"]),
      powerW: fc.nat({ max: 20_000 }),
    }),
    { maxLength: 40 },
  )
  .map((drawn) => drawn.map((one, i) => ({ ...one, id: `k${i}` })));
const policy = fc.record({
  canary: fc.nat({ max: 3 }),
  pilotShare: fc.constantFrom(0, 0.1, 0.5),
  most: fc.integer({ min: 1, max: 10 }),
});

test("every rack is in one wave, and no wave is larger than its kind may be", () => {
  fc.assert(
    fc.property(risked, policy, fc.constantFrom(together, oneByOne), (subjects, rules, template) => {
      const waves = wavesOf(subjects, template, rules);
      expect(waves.flatMap((w) => w.subjects.map((s) => s.id)).sort()).toEqual(subjects.map((s) => s.id).sort());
      const early = Math.max(rules.canary, Math.ceil(rules.pilotShare * subjects.length));
      for (const { subjects: own } of waves) {
        expect(own.length).toBeGreaterThan(0);
        expect(own.length).toBeLessThanOrEqual(Math.max(rules.most, early));
      }
    }),
  );
});

test("no wave can wait for itself", () => {
  fc.assert(
    fc.property(risked, policy, fc.constantFrom(together, oneByOne), (subjects, rules, template) => {
      expect(waveFaults(template, wavesOf(subjects, template, rules))).toEqual([]);
    }),
  );
});

test("nobody in the canary risks more than anybody later", () => {
  fc.assert(
    fc.property(risked, policy, (subjects, rules) => {
      const waves = wavesOf(subjects, oneByOne, rules);
      const riskOf = new Map(subjects.map((s) => [s.id, s.risk]));
      const risks = waves.map((w) => w.subjects.map((s) => riskOf.get(s.id)!));
      // one after the other, as nothing is kept apart
      for (let i = 1; i < risks.length; i++)
        expect(Math.max(...risks[i - 1]!)).toBeLessThanOrEqual(Math.min(...risks[i]!));
    }),
  );
});

test("a blast radius counts all there is", () => {
  fc.assert(
    fc.property(risked, (subjects) => {
      const radius = blastRadius({ subjects, notBefore: null });
      expect(radius.powerW).toBe(subjects.reduce((sum, s) => sum + s.powerW, 0));
      for (const { service, racks, faultDomains } of radius.services) {
        const own = subjects.filter((s) => s.services.includes(service));
        expect([racks, faultDomains]).toEqual([own.length, new Set(own.map((s) => s.faultDomain)).size]);
      }
    }),
  );
});
