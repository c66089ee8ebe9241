import type { RegionDetail } from "@headroom/contracts/fleet";
import type { ResourceAccounts } from "@headroom/core/capacity/types";
import { dayAfter, floorAhead } from "../datacenter/floor";
import { cachedFloors } from "../placement/floors";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";

/** A region on a day to come: the accounts of the datacenters that something dated changes until then, by id. */
export interface RegionAhead {
  readonly ahead: NonNullable<RegionDetail["ahead"]>;
  readonly accounts: ReadonlyMap<number, ResourceAccounts>;
}

/** Only datacenters with something dated until then are worked out; the others stand as they do now. */
export async function regionAhead(
  work: Ports["work"],
  repositories: Repositories,
  region: { readonly id: number; readonly inDays: number },
  nowMs: number,
): Promise<RegionAhead> {
  const now = new Date(nowMs).toISOString();
  const [today, on] = [now.slice(0, 10), dayAfter(now, region.inDays)];
  const dated = await repositories.inventory.datedIn(region.id, today, on);
  const changed = new Set(dated.map(({ datacenterId }) => datacenterId));
  const candidates = (await repositories.requests.candidates()).filter(({ id }) => changed.has(id));
  const floors = await cachedFloors(work, repositories, candidates, today);
  const accounts = new Map<number, ResourceAccounts>();
  for (const { snapshot } of floors)
    accounts.set(snapshot.id, (await floorAhead(repositories, snapshot, region.inDays, now)).accounts);
  const sum = (of: "come" | "leave") => dated.reduce((total, one) => total + one[of], 0);
  return { ahead: { on, come: sum("come"), leave: sum("leave") }, accounts };
}
