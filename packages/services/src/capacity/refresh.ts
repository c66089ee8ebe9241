import { accountDatacenter } from "@headroom/core/capacity/account";
import { capacityFacts, type FactRacks } from "@headroom/core/capacity/facts";
import { medianRack } from "@headroom/core/capacity/reference";
import type { DatacenterAccount } from "@headroom/core/capacity/types";
import { assetMeanings } from "@headroom/core/lifecycle/asset";
import type { DatacenterSnapshot, SnapshotPosition } from "../ports/fleet";
import type { Repositories } from "../ports/repositories";

/** The account of a snapshot, measured with its own median rack. */
export const accountOf = (snapshot: DatacenterSnapshot): DatacenterAccount =>
  accountDatacenter(snapshot.model, snapshot.placed, { reference: medianRack(snapshot.placed) });

/** One rack of the monthly facts. Held and reserved positions are in the account only. */
function factRack({ occupancy }: SnapshotPosition): FactRacks[] {
  if (!occupancy?.rackType || occupancy.kind === "held") return [];
  const { familyCode, powerW, coolingW } = occupancy.rackType;
  const running = occupancy.rackState !== null && assetMeanings[occupancy.rackState].drawing;
  const kind = occupancy.kind === "committed" ? "committed" : running ? "in_service" : "installed";
  return [{ familyCode, kind, racks: 1, powerW, coolingW }];
}

/** The facts of a snapshot for a month: one code path for every change, and the same rules as the seed's history. */
export const factsOf = (
  month: string,
  snapshot: DatacenterSnapshot,
  account: DatacenterAccount,
  families: readonly string[],
) => capacityFacts(month, account, snapshot.positions.flatMap(factRack), families);

/**
 * Computes the accounts of datacenters anew and stores them with the facts of the current month. To be called at the end of the
 * transaction that changed what stands or is promised in them, after it has raised their versions; it raises nothing itself.
 * `now`: milliseconds since 1970, UTC.
 */
export async function refreshCapacity(
  repositories: Pick<Repositories, "fleet" | "capacity" | "facts" | "catalog">,
  datacenterIds: readonly number[],
  now: number,
): Promise<void> {
  if (datacenterIds.length === 0) return;
  const asOf = new Date(now).toISOString();
  const families = (await repositories.catalog.families()).map(({ code }) => code);
  const snapshots = await repositories.fleet.loadDatacenters([...new Set(datacenterIds)], asOf.slice(0, 10));
  const accounts = snapshots.map((snapshot) => ({ snapshot, account: accountOf(snapshot) }));
  await repositories.capacity.store(
    accounts.map(({ snapshot, account }) => ({
      datacenterId: snapshot.id,
      version: snapshot.version,
      asOf,
      account,
    })),
  );
  await repositories.facts.store(
    accounts.flatMap(({ snapshot, account }) => factsOf(asOf.slice(0, 7), snapshot, account, families)),
  );
}
