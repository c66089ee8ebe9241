import type { PlanState } from "@headroom/core/lifecycle/plan";
import type { RequestState } from "@headroom/core/lifecycle/request";

/**
 * Row locks of a writing unit of work, held to its end. Everybody takes them in one order, so that no two wait for each other: a
 * plan, then datacenters in id order, then requests in id order.
 */
export interface Locks {
  plan(id: number): Promise<{ readonly state: PlanState; readonly version: number } | null>;
  /** Versions by id of those that exist. */
  datacenters(ids: readonly number[]): Promise<ReadonlyMap<number, number>>;
  requests(
    ids: readonly number[],
  ): Promise<ReadonlyMap<number, { readonly state: RequestState; readonly version: number }>>;
}
