import type { PlacementDecision, PlacementProblem, PlannerProgress } from "@headroom/core/planning/placement/types";
import type { Unit } from "./assign";
import type { Filling, PlacedLot, PlaceOptions } from "./types";

/** Requests of a plan that are decided together; the next ones come after, so that the urgent never wait for the rest. */
const BATCH = 40;

/** Lets the planner decide the requests of one datacenter together. What is withheld in part is withheld whole. */
export async function solveIn(
  { floor }: Filling,
  units: readonly Unit[],
  { policy, seed, steps, history, solve, signal }: PlaceOptions,
  onDecided: (requests: number) => void,
): Promise<{ lots: PlacedLot[]; withheld: Map<number, PlacementDecision> }> {
  const rows = new Set(floor.snapshot.model.rows.map((row) => row.id));
  const problem: PlacementProblem = {
    model: floor.snapshot.model,
    placed: floor.snapshot.placed,
    requests: units.map(({ requestId: _, allowedRowIds, ...request }) => ({
      ...request,
      ...(allowedRowIds ? { allowedRowIds: allowedRowIds.filter((id) => rows.has(id)) } : {}),
    })),
    history,
    batchSize: Math.max(1, Math.min(BATCH, units.length)),
    mode: "online",
    policy,
  };
  const onProgress = (progress: PlannerProgress) => onDecided(progress.decided);
  const outcome = await solve(problem, { seed, steps, signal, onProgress });
  if (!outcome.ok) throw new Error(outcome.error.map((fault) => `${fault.path} ${fault.message}`).join("; "));
  const requestOf = new Map(units.map((unit) => [unit.id, unit.requestId]));
  const lots: PlacedLot[] = [];
  const withheld = new Map<number, PlacementDecision>();
  for (const decision of outcome.value.decisions) {
    const requestId = requestOf.get(decision.requestId)!;
    if (decision.kind === "rejected") {
      if (decision.cause === "withheld") withheld.set(requestId, decision);
      continue;
    }
    const count = Object.values(decision.racks).reduce((a, b) => a + b, 0);
    const { score, runnerUp } = decision.why;
    lots.push({
      requestId,
      datacenterId: floor.snapshot.id,
      rowId: decision.rowId,
      racks: decision.racks,
      count,
      score,
      runnerUp,
    });
  }
  return { lots: lots.filter((lot) => !withheld.has(lot.requestId)), withheld };
}
