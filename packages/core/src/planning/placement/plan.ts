import { ok, type Result } from "../../foundation/result";
import { certify } from "./explain";
import { placePins } from "./pins";
import { type CompiledProblem, compileProblem } from "./problem";
import { racksByGroup, reasonOf } from "./rank";
import { Floor } from "./search/floor";
import { solveOffline } from "./search/offline";
import { type BatchOutcome, solveOnline } from "./search/online";
import type { PlacementDecision, PlacementProblem, PlacementResult, PlannerOptions, ProblemFault } from "./types";

/**
 * Explains a batch's decisions. `floor` is as it was before the batch, and is left as it is after it. Offline, where every request
 * is decided in sight of all others, a place is compared with other places on the finished floor.
 */
function explainBatch(
  compiled: CompiledProblem,
  floor: Floor,
  batch: BatchOutcome,
  online: boolean,
): PlacementDecision[] {
  const { dc, problem, demands } = compiled;
  const decisions = new Array<PlacementDecision>(batch.count);
  const put = (i: number, sign: 1 | -1) => {
    const place = batch.places[i]!;
    floor.put(place.row, place.split, demands[batch.start + i]!, sign);
  };
  if (!online) for (const i of batch.order) if (batch.places[i]) put(i, 1);
  for (const i of batch.order) {
    const place = batch.places[i];
    if (!place) continue;
    if (!online) put(i, -1);
    const why = reasonOf(floor, demands[batch.start + i]!, place, batch.pricing, batch.from);
    const requestId = problem.requests[batch.start + i]!.id;
    const row = dc.model.rows[place.row]!;
    decisions[i] = { kind: "placed", requestId, rowId: row.id, racks: racksByGroup(dc, place.row, place.split), why };
    put(i, 1);
  }
  for (let i = 0; i < batch.count; i++) {
    if (batch.places[i]) continue;
    const request = problem.requests[batch.start + i]!;
    const certificate = certify(floor, request, demands[batch.start + i]!);
    const withheld = batch.withheld.get(i);
    decisions[i] =
      withheld && certificate.rowsThatFit > 0
        ? { kind: "rejected", requestId: request.id, cause: "withheld", certificate, withheld }
        : { kind: "rejected", requestId: request.id, cause: "nowhere", certificate };
  }
  return decisions;
}

/**
 * Plans where requests go. Pure and deterministic: same problem, seed and steps, same result. Every plan keeps every limit; when
 * `shouldStop` becomes true, the best whole plan so far is returned. Faults: whatever is wrong with the problem.
 */
export function planPlacement(
  problem: PlacementProblem,
  options: PlannerOptions,
): Result<PlacementResult, readonly ProblemFault[]> {
  const prepared = compileProblem(problem);
  if (!prepared.ok) return prepared;
  const whole = prepared.value;
  const { compiled, fixed } = placePins(whole);
  const online = problem.mode === "online";
  const outcome = (online ? solveOnline : solveOffline)(compiled, new Floor(compiled.loads), options);
  const floor = new Floor(compiled.loads);
  const found = new Map(
    outcome.batches.flatMap((batch) => explainBatch(compiled, floor, batch, online)).map((d) => [d.requestId, d]),
  );
  const decisions = whole.problem.requests.map((request, i): PlacementDecision => {
    const pin = fixed.get(request.id);
    if (pin?.kind === "placed") return pin;
    if (!pin) return found.get(request.id)!;
    return { ...pin, certificate: certify(floor, request, whole.demands[i]!) };
  });
  let reward = 0;
  decisions.forEach((d, i) => {
    if (d.kind === "placed") reward += problem.requests[i]!.reward;
  });
  return ok({
    mode: problem.mode,
    policy: problem.policy,
    seed: options.seed,
    steps: options.steps,
    stepsDone: outcome.stepsDone,
    stopped: outcome.stopped,
    decisions,
    reward,
    batches: outcome.batches.length,
  });
}
