import type { Apart } from "@headroom/contracts/placement-key";
import type { KeyRules } from "@headroom/core/topology/datacenter";
import { allowedDatacenters } from "../placement/ask";
import type { PlanActionRecord } from "../ports/plans";
import type { Repositories } from "../ports/repositories";
import type { CandidateDatacenter } from "../ports/requests";
import { homesOf, nearOthers, withPlan } from "./homes";

/** Where a request wants to be, and with whom. `id` absent: it is not made yet. */
export interface Reaching {
  readonly id?: number;
  readonly regionId: number;
  readonly zoneId: number | null;
  readonly datacenterId: number | null;
  readonly rules?: KeyRules | undefined;
}

export type Reach = (request: Reaching) => {
  readonly near: readonly CandidateDatacenter[];
  readonly apart: Apart | null;
};

/**
 * The datacenters that requests may go to: by region, zone and datacenter, and of those the ones where others of an affinity key are on the day
 * (see `nearOthers`). `plan`: what a plan that is not promised yet does counts too. `without`: plan actions that are left out of account.
 */
export async function reachOf(
  repositories: Pick<Repositories, "placementKeys">,
  candidates: readonly CandidateDatacenter[],
  asked: readonly Reaching[],
  today: string,
  {
    plan = [],
    without = [],
  }: {
    readonly plan?: readonly Pick<PlanActionRecord, "requestId" | "rules" | "datacenterId" | "datacenter">[];
    readonly without?: readonly number[];
  } = {},
): Promise<Reach> {
  const homes = await homesOf(repositories, asked, today, without);
  return (request) =>
    nearOthers(
      allowedDatacenters(candidates, request),
      request.rules,
      request.id === undefined ? homes : withPlan(homes, plan, request.id),
    );
}
