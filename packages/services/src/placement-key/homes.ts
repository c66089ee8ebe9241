import type { Apart } from "@headroom/contracts/placement-key";
import type { KeyRules } from "@headroom/core/topology/datacenter";
import type { PlanActionRecord } from "../ports/plans";
import type { Repositories } from "../ports/repositories";
import type { CandidateDatacenter } from "../ports/requests";

/** Where racks of affinity keys stand or are promised, by key. */
export type Homes = ReadonlyMap<string, readonly { readonly datacenterId: number; readonly datacenter: string }[]>;

/** Of the keys that these rules name. `without`: plan actions whose promises are left out of account. */
export async function homesOf(
  { placementKeys }: Pick<Repositories, "placementKeys">,
  asked: readonly { readonly rules?: KeyRules | undefined }[],
  today: string,
  without: readonly number[] = [],
): Promise<Homes> {
  const keys = [...new Set(asked.flatMap(({ rules }) => rules?.affinity?.key ?? []))];
  const homes = new Map<string, { datacenterId: number; datacenter: string }[]>();
  if (keys.length === 0) return homes;
  for (const { key, ...place } of await placementKeys.homes(keys, today, without))
    homes.set(key, [...(homes.get(key) ?? []), place]);
  return homes;
}

/** With where a plan that is not promised yet puts requests of these keys, but for this request itself. */
export function withPlan(
  homes: Homes,
  actions: readonly Pick<PlanActionRecord, "requestId" | "rules" | "datacenterId" | "datacenter">[],
  but: number,
): Homes {
  const all = new Map(homes);
  for (const { requestId, rules, datacenterId, datacenter } of actions) {
    const key = rules?.affinity?.key;
    if (key === undefined || requestId === but) continue;
    all.set(key, [...(all.get(key) ?? []), { datacenterId, datacenter }]);
  }
  return all;
}

/**
 * Domains lie inside a datacenter, so requests that are to share one share the datacenter: of those allowed, the ones where others of the key
 * are. `apart`: there are others, and none is where the request may go. Where nobody is anywhere, all of them.
 */
export function nearOthers(
  allowed: readonly CandidateDatacenter[],
  rules: KeyRules | undefined,
  homes: Homes,
): { readonly near: readonly CandidateDatacenter[]; readonly apart: Apart | null } {
  const key = rules?.affinity?.key;
  const others = key === undefined ? [] : (homes.get(key) ?? []);
  if (key === undefined || others.length === 0) return { near: allowed, apart: null };
  const near = allowed.filter(({ id }) => others.some((home) => home.datacenterId === id));
  return {
    near,
    apart: near.length > 0 ? null : { key, datacenters: [...new Set(others.map((home) => home.datacenter))] },
  };
}
