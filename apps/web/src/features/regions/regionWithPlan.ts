import type { DatacenterSummary, RegionDetail } from "@headroom/contracts/fleet";
import type { PlanDetail } from "@headroom/contracts/plan";
import { sumAccounts } from "@headroom/core/capacity/sum";
import type { ResourceAccount, ResourceAccounts } from "@headroom/core/capacity/types";
import { planChanges, planCounts } from "../when/planChanges";

/** Plans whose racks the stored accounts have already: their positions are held, or committed. */
const COUNTED: readonly string[] = ["submitted", "committed"];
const PARTS = ["supply", "installed", "committed", "held", "reserved", "free", "stranded"] as const;
const RESOURCES = ["space", "power", "failover", "cooling"] as const;

/** A stored account moved by what a plan was found to change when it was made. Amounts stay above zero. */
export function movedBy(now: ResourceAccounts, before: ResourceAccounts, after: ResourceAccounts): ResourceAccounts {
  const shift = (value: number, from: number, to: number) => Math.max(0, value + to - from);
  const moved = (resource: (typeof RESOURCES)[number]): ResourceAccount => {
    const [stored, was, then] = [now[resource], before[resource], after[resource]];
    const parts = Object.fromEntries(PARTS.map((part) => [part, shift(stored[part], was[part], then[part])]));
    const causes = new Set([...Object.keys(stored.strandedBy), ...Object.keys(then.strandedBy)]);
    const strandedBy = Object.fromEntries(
      [...causes].map((cause) => {
        const of = ({ strandedBy: by }: ResourceAccount) => by[cause as keyof typeof by] ?? 0;
        return [cause, shift(of(stored), of(was), of(then))];
      }),
    );
    return { ...stored, ...parts, strandedBy };
  };
  return { space: moved("space"), power: moved("power"), failover: moved("failover"), cooling: moved("cooling") };
}

/** A region as it would stand with a plan carried out, by the impact that was worked out for it. */
export function withPlan<T extends RegionDetail>(region: T, plan: Pick<PlanDetail, "state" | "summary">): T {
  const impacts = new Map((plan.summary?.impacts ?? []).map((impact) => [impact.datacenter, impact]));
  if (COUNTED.includes(plan.state) || impacts.size === 0) return region;
  const zoneList = region.zoneList.map((zone) => ({
    ...zone,
    datacenters: zone.datacenters.map((datacenter): DatacenterSummary => {
      const impact = impacts.get(datacenter.code);
      if (!impact) return datacenter;
      return { ...datacenter, accounts: movedBy(datacenter.accounts, impact.before, impact.after) };
    }),
  }));
  const accounts = sumAccounts(zoneList.flatMap((zone) => zone.datacenters.map((one) => one.accounts)));
  return { ...region, zoneList, accounts };
}

/** What the plan does in a region. */
export const countsIn = (region: string, plan: Pick<PlanDetail, "actions">) =>
  planCounts(planChanges(plan.actions.filter((action) => action.region === region)));
