import { type Loads, loadsOf } from "@headroom/core/capacity/loads";
import { type CompiledDatacenter, compileDatacenter } from "@headroom/core/topology/compiled";
import type { PlacedRacks } from "@headroom/core/topology/datacenter";
import type { UnitOfWork } from "../ports";
import type { DatacenterSnapshot } from "../ports/fleet";
import type { Repositories } from "../ports/repositories";

/** A datacenter's snapshot ready to be asked: its topology compiled, its loads summed. Never changed by anybody. */
export interface OpenFloor {
  readonly snapshot: DatacenterSnapshot;
  readonly dc: CompiledDatacenter;
  /** Of everything that stands or is promised. To add to it, clone it. */
  readonly loads: Loads;
}

/** Throws where the stored topology contradicts itself: the database's constraints make that impossible. */
export function openFloor(snapshot: DatacenterSnapshot, placed: readonly PlacedRacks[] = snapshot.placed): OpenFloor {
  const dc = compileDatacenter(snapshot.model);
  if (!dc.ok) throw new Error(`datacenter ${snapshot.code}: ${dc.error.map((f) => f.message).join("; ")}`);
  const loads = loadsOf(dc.value, placed);
  if (!loads.ok) throw new Error(`datacenter ${snapshot.code}: ${loads.error.map((f) => f.message).join("; ")}`);
  return { snapshot, dc: dc.value, loads: loads.value };
}

/** Positions of the floors kept in memory at most, by database: about 100 MB. A list over the whole fleet reads each floor once, not every time. */
const KEPT_POSITIONS = 150_000;
const caches = new WeakMap<UnitOfWork, Map<number, OpenFloor>>();

/**
 * Open floors of the datacenters, from memory where version and day are still the same. For questions that may be a moment old
 * (feasibility while typing); whoever commits loads afresh under locks.
 */
export async function cachedFloors(
  work: UnitOfWork,
  repositories: Pick<Repositories, "fleet">,
  datacenters: readonly { readonly id: number; readonly version: number }[],
  asOf: string,
): Promise<OpenFloor[]> {
  const cache = caches.get(work) ?? new Map<number, OpenFloor>();
  caches.set(work, cache);
  const isFresh = ({ id, version }: { id: number; version: number }) => {
    const snapshot = cache.get(id)?.snapshot;
    return snapshot?.version === version && snapshot.asOf === asOf;
  };
  const missing = datacenters.filter((d) => !isFresh(d)).map((d) => d.id);
  const loaded = missing.length > 0 ? await repositories.fleet.loadDatacenters(missing, asOf) : [];
  const fresh = new Map(loaded.map((snapshot) => [snapshot.id, openFloor(snapshot)]));
  const floors = datacenters.flatMap(({ id }) => {
    const floor = fresh.get(id) ?? cache.get(id);
    // last used last, so that the first entry is the one to drop
    cache.delete(id);
    if (floor) cache.set(id, floor);
    return floor ? [floor] : [];
  });
  let kept = [...cache.values()].reduce((sum, { snapshot }) => sum + snapshot.positions.length, 0);
  for (const [id, { snapshot }] of cache) {
    if (kept <= KEPT_POSITIONS) break;
    cache.delete(id);
    kept -= snapshot.positions.length;
  }
  return floors;
}
