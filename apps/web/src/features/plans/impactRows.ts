import type { DatacenterImpact, PlanSummary } from "@headroom/contracts/plan";
import type { ImpactRow } from "@headroom/ui/plan/ImpactTable";

type Accounts = PlanSummary["before"];
type Account = Accounts["power"];

const taken = (account: Account): number => account.installed + account.committed + account.held + account.reserved;

const lines = [
  { id: "power", resource: "Power", unit: "MW", scale: 1e6 },
  { id: "failover", resource: "Failover power", unit: "MW", scale: 1e6 },
  { id: "space", resource: "Space", unit: "positions", scale: 1 },
  { id: "cooling", resource: "Cooling", unit: "MW", scale: 1e6 },
] as const;

/** Before and after of every resource, for a datacenter or for all that a plan touches. */
export function impactRows({ before, after }: Pick<DatacenterImpact, "before" | "after">): ImpactRow[] {
  return lines.map(({ id, resource, unit, scale }) => ({
    id,
    resource,
    unit,
    // Small plans in large datacenters change the second digit.
    digits: scale === 1 ? 0 : 2,
    before: taken(before[id]) / scale,
    after: taken(after[id]) / scale,
    limit: after[id].supply / scale,
  }));
}
