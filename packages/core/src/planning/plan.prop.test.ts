import fc from "fast-check";
import { expect, test } from "vitest";
import { type PlanContent, planHash } from "./plan";

const actionArb = fc.record({
  kind: fc.constantFrom("add" as const, "move" as const, "retire" as const),
  requestId: fc.option(fc.nat(50)),
  rackTypeId: fc.nat(8),
  datacenterId: fc.nat(5),
  rowId: fc.nat(20),
  positionIds: fc.uniqueArray(fc.nat(1000), { minLength: 1, maxLength: 8 }),
  startsOn: fc.constantFrom("2026-12-01", "2027-01-01"),
  moves: fc.uniqueArray(fc.record({ rackId: fc.nat(99), positionId: fc.nat(99), fromPositionId: fc.nat(99) }), {
    selector: (m) => m.positionId,
    maxLength: 3,
  }),
});
const contentArb: fc.Arbitrary<PlanContent> = fc.record({
  planId: fc.nat(99),
  policy: fc.constantFrom("place-all", "selective"),
  seed: fc.nat(9),
  steps: fc.nat(9),
  requests: fc.uniqueArray(
    fc.record({ id: fc.nat(50), outcome: fc.constantFrom("placed", "rejected", null), racksPlaced: fc.nat(20) }),
    { selector: (r) => r.id, maxLength: 6 },
  ),
  actions: fc.array(actionArb, { maxLength: 6 }),
  summary: fc.record({ powerW: fc.nat(), worst: fc.double({ noNaN: true }) }),
});

test("the order in which things are listed changes nothing", () => {
  fc.assert(
    fc.property(contentArb, (content) => {
      const turned = {
        ...content,
        requests: [...content.requests].reverse(),
        actions: [...content.actions]
          .reverse()
          .map((a) => ({ ...a, positionIds: [...a.positionIds].reverse(), moves: [...a.moves!].reverse() })),
      };
      expect(planHash(turned)).toBe(planHash(content));
    }),
  );
});

test("any change of what is done or shown changes the hash", () => {
  const changes = fc.constantFrom<(c: PlanContent) => PlanContent>(
    (c) => ({ ...c, planId: c.planId + 1 }),
    (c) => ({ ...c, seed: c.seed + 1 }),
    (c) => ({ ...c, requests: [...c.requests, { id: 999, outcome: "placed", racksPlaced: 1 }] }),
    (c) => ({ ...c, summary: { ...(c.summary as object), powerW: -1 } }),
    (c) => ({ ...c, actions: [...c.actions, { ...base, rowId: 999 }] }),
    (c) => ({ ...c, actions: c.actions.length > 0 ? c.actions.slice(1) : [base] }),
    (c) => ({ ...c, actions: [...c.actions.slice(1), { ...(c.actions[0] ?? base), moves: [another] }] }),
    (c) => ({
      ...c,
      actions: c.actions.length > 0 ? [{ ...c.actions[0]!, positionIds: [5000] }, ...c.actions.slice(1)] : [base],
    }),
  );
  const another = { rackId: 999, positionId: 999, fromPositionId: 999 };
  const base = {
    kind: "add" as const,
    requestId: 1,
    rackTypeId: 1,
    datacenterId: 1,
    rowId: 1,
    positionIds: [1],
    startsOn: "2026-12-01",
  };
  fc.assert(
    fc.property(contentArb, changes, (content, change) => {
      expect(planHash(change(content))).not.toBe(planHash(content));
    }),
  );
});
