import { addLots } from "@headroom/core/approval/footprint";
import type { Loads } from "@headroom/core/capacity/loads";
import { dayOf } from "../days";
import { type Reach, type Reaching, reachOf } from "../placement-key/reach";
import { factsOf, type PlanFacts } from "../plan/facts";
import { findPlan } from "../plan/guard";
import { ownLots } from "../plan/lots";
import { leavingOf, leave as moveAway } from "../plan/moves";
import type { Ports } from "../ports";
import type { PlanActionRecord } from "../ports/plans";
import type { Repositories } from "../ports/repositories";
import { cachedFloors, type OpenFloor } from "./floors";
import { rowsLeft } from "./rules";

/** Floors as they are, with or without what a plan places on them. */
export interface PlanFloors {
  readonly facts: PlanFacts | null;
  readonly floors: readonly OpenFloor[];
  /** Those of them that the request may go to. */
  readonly allowed: readonly OpenFloor[];
  /** The datacenters that a request of the plan may go to, others of its affinity key considered. */
  readonly reach: Reach;
  /** Everything that stands or is promised, and the plan's placements, without those of `leave`. */
  loadsOf(floor: OpenFloor, leave: (action: PlanActionRecord) => boolean): Loads;
  /** The rows that rules in force leave a family; empty where no rule concerns it. */
  rowsFor(floor: OpenFloor, family: string): { readonly allowedRowIds?: readonly string[] };
}

/** States in which a plan's racks are in every account already. */
const counted: ReadonlySet<string> = new Set(["submitted", "committed"]);
/** States in which a plan's placements are still wanted. */
const wanted: ReadonlySet<string> = new Set(["draft", "expired", "submitted", "committed"]);

/** The floors a request may go to, and those of the plan. From memory where nothing changed. */
export async function planFloors(
  ports: Pick<Ports, "work" | "clock">,
  repositories: Repositories,
  request: Reaching,
  planId: number | undefined,
): Promise<PlanFloors> {
  const facts = planId === undefined ? null : await factsOf(repositories, await findPlan(repositories, planId));
  const candidates = await repositories.requests.candidates();
  const today = dayOf(ports.clock.now());
  const plan = facts?.actions ?? [];
  const reach = await reachOf(repositories, candidates, [request, ...(facts?.requests ?? [])], today, { plan });
  const own = new Set(reach(request).near.map((d) => d.id));
  const ids = new Set([...own, ...(facts?.datacenterIds ?? [])]);
  const floors = await cachedFloors(
    ports.work,
    repositories,
    candidates.filter((d) => ids.has(d.id)),
    today,
  );
  const isCounted = counted.has(facts?.plan.state ?? "");
  const actions = facts && wanted.has(facts.plan.state) ? facts.actions : [];
  const rules = await repositories.overrides.rules();
  return {
    facts,
    floors,
    reach,
    allowed: floors.filter((floor) => own.has(floor.snapshot.id)),
    rowsFor: ({ snapshot }, family) => rowsLeft(family, [snapshot], rules),
    loadsOf(floor, leave) {
      const loads = floor.loads.clone();
      const change = actions.filter((action) => (isCounted ? leave(action) : !leave(action)));
      addLots(loads, ownLots(floor.snapshot, change), isCounted ? -1 : 1);
      if (!isCounted) moveAway(loads, leavingOf(floor.snapshot, change));
      return loads;
    },
  };
}
