import { sumAccounts } from "@headroom/core/capacity/sum";
import type { ResourceAccount, ResourceAccounts } from "@headroom/core/capacity/types";
import fc from "fast-check";
import { expect, test } from "vitest";
import { movedBy } from "./regionWithPlan";

const account = fc
  .record({
    ...{ supply: fc.nat(1e6), installed: fc.nat(1e6), committed: fc.nat(1e6), held: fc.nat(1e6) },
    ...{ reserved: fc.nat(1e6), free: fc.nat(1e6), stranded: fc.nat(1e6) },
  })
  .map((parts): Omit<ResourceAccount, "resource"> => ({ ...parts, strandedBy: { device: parts.stranded } }));
const accounts: fc.Arbitrary<ResourceAccounts> = fc
  .tuple(account, account, account, account)
  .map(([space, power, failover, cooling]) => ({
    space: { ...space, resource: "space" },
    power: { ...power, resource: "power" },
    failover: { ...failover, resource: "failover" },
    cooling: { ...cooling, resource: "cooling" },
  }));

test("an account that still is as the plan saw it becomes what the plan was found to make of it", () => {
  fc.assert(
    fc.property(accounts, accounts, (before, after) => {
      expect(movedBy(before, before, after)).toEqual(after);
      expect(movedBy(before, after, after)).toEqual(before);
    }),
  );
});

test("what others have changed since stays", () => {
  const [none] = [sumAccounts([])];
  const now = { ...none, power: { ...none.power, supply: 100, free: 60 } };
  const before = { ...none, power: { ...none.power, supply: 100, free: 80 } };
  const after = { ...none, power: { ...none.power, supply: 100, free: 50 } };
  expect(movedBy(now, before, after).power.free).toBe(30);
});
