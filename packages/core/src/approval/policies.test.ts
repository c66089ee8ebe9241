import { expect, test } from "vitest";
import { checkPolicies, type PolicyFacts, riskOf } from "./policies";

const good: PolicyFacts = {
  worstFailurePercent: 91,
  limitsBroken: 0,
  missingTags: [],
  positions: 4,
  positionsHeld: 4,
  freezes: [],
  late: 0,
};
const resultOf = (change: Partial<PolicyFacts>) =>
  Object.fromEntries(checkPolicies({ ...good, ...change }).map((p) => [p.code, p.result]));

test("a good plan passes everything", () => {
  expect(Object.values(resultOf({}))).toEqual(Array(6).fill("pass"));
  expect(resultOf({ worstFailurePercent: null }).failover).toBe("pass");
});

test.each([
  [{ worstFailurePercent: 98 }, "failover", "pass"],
  [{ worstFailurePercent: 98.01 }, "failover", "look"],
  [{ worstFailurePercent: 100.01 }, "failover", "fail"],
  [{ limitsBroken: 1 }, "limits", "fail"],
  [{ missingTags: ["eu at NRD-2"] }, "residency", "fail"],
  [{ positionsHeld: 3 }, "positions_held", "fail"],
  [{ freezes: ["year's end"] }, "freeze", "fail"],
  [{ late: 1 }, "answered_in_time", "look"],
] as const)("%o: %s %s, and nothing else", (change, code, result) => {
  const results = resultOf(change);
  expect(results[code]).toBe(result);
  expect(Object.entries(results).filter(([c, r]) => c !== code && r !== "pass")).toEqual([]);
});

test("risk grows with the worst failure and with size", () => {
  expect([riskOf(null, 1), riskOf(84.9, 39), riskOf(85, 1), riskOf(50, 40), riskOf(95, 1)]).toEqual([
    "low",
    "low",
    "medium",
    "medium",
    "high",
  ]);
});
