import { ok, type Result } from "../../foundation/result";
import { PinBoard, placePins } from "./pins";
import { planPlacement } from "./plan";
import { allowsRow, type CompiledProblem, compileProblem } from "./problem";
import type {
  Pin,
  PlacedDecision,
  PlacementDecision,
  PlacementProblem,
  PlacementResult,
  PlannerOptions,
  ProblemFault,
  RejectedDecision,
  RowCertificate,
} from "./types";

/**
 * Why a decision is another one than before. `new`: there was none. `broken`: its place breaks a limit among the decisions that are kept
 * (`old` is that row's certificate). `gone`: its row or groups are not there any more, or the request may not use them, or has
 * another number of racks. `pinned`: a planner fixed another place. `fits`: it was rejected, and now has a place. `rejection`: it was
 * rejected, and is so for another cause.
 */
export type ReplanCause = "new" | "broken" | "gone" | "pinned" | "fits" | "rejection";

export interface ReplanChange {
  readonly requestId: string;
  readonly cause: ReplanCause;
  /** null: there was none. */
  readonly was: PlacementDecision | null;
  readonly is: PlacementDecision;
  /** Of its old row, among the decisions kept before it; null unless the cause is `broken`. */
  readonly old: RowCertificate | null;
}

export interface Replanned {
  readonly result: PlacementResult;
  readonly changes: readonly ReplanChange[];
  /** Previous decisions on requests that are no longer asked. */
  readonly dropped: readonly string[];
}

/** What became of the previous decisions. */
interface Kept {
  readonly placed: ReadonlyMap<string, PlacedDecision>;
  readonly withheld: ReadonlyMap<string, RejectedDecision>;
  readonly lost: ReadonlyMap<string, { readonly cause: "broken" | "gone"; readonly old: RowCertificate | null }>;
}

const fateOf = (d: PlacementDecision): string =>
  d.kind === "placed"
    ? JSON.stringify([d.rowId, Object.entries(d.racks).sort(([a], [b]) => (a < b ? -1 : 1))])
    : JSON.stringify(d.cause);

/**
 * Holds every previous place, in the order of the requests, against the floor with those kept before it. Pins come first. A request that
 * was withheld for later ones stays so while the policy does: leaving it out breaks nothing.
 */
function keep(whole: CompiledProblem, previous: ReadonlyMap<string, PlacementDecision>): Kept {
  const { compiled, fixed } = placePins(whole);
  const board = new PinBoard(compiled);
  const placed = new Map<string, PlacedDecision>();
  const withheld = new Map<string, RejectedDecision>();
  const lost = new Map<string, { cause: "broken" | "gone"; old: RowCertificate | null }>();
  const { dc, problem } = compiled;
  problem.requests.forEach((request, index) => {
    const was = previous.get(request.id);
    if (!was || fixed.has(request.id)) return;
    if (was.kind === "rejected") {
      if (was.cause === "withheld" && problem.policy === "selective") withheld.set(request.id, was);
      return;
    }
    const row = dc.rowIndex.get(was.rowId);
    const isWhole = Object.values(was.racks).reduce((a, b) => a + b, 0) === request.racks;
    const isOpen = row !== undefined && isWhole && allowsRow(dc, request, row);
    const certificate = isOpen ? board.check(index, pinOf(was)) : null;
    if (certificate === null) lost.set(request.id, { cause: "gone", old: null });
    else if (!certificate.fits) lost.set(request.id, { cause: "broken", old: certificate });
    else {
      board.take(index, pinOf(was));
      placed.set(request.id, was);
    }
  });
  return { placed, withheld, lost };
}

const pinOf = ({ requestId, rowId, racks }: PlacedDecision): Pin => ({ requestId, rowId, racks });

/**
 * Plans again after a change, keeping what was decided: only requests whose place no longer holds, and those that have none, are
 * placed anew around the others. Says of each decision that is another one what it was, what it is, and why. A problem that did
 * not change keeps every decision. Faults: whatever is wrong with the problem. Pure and deterministic like planPlacement.
 */
export function replan(
  problem: PlacementProblem,
  previous: readonly PlacementDecision[],
  options: PlannerOptions,
): Result<Replanned, readonly ProblemFault[]> {
  const prepared = compileProblem(problem);
  if (!prepared.ok) return prepared;
  const before = new Map(previous.map((d) => [d.requestId, d]));
  const kept = keep(prepared.value, before);
  const pinned = [...(problem.pinned ?? []), ...[...kept.placed.values()].map(pinOf)];
  const rest = { ...problem, pinned, requests: problem.requests.filter((r) => !kept.withheld.has(r.id)) };
  const planned = planPlacement(rest, options);
  if (!planned.ok) return planned;
  const found = new Map(planned.value.decisions.map((d) => [d.requestId, d]));
  const decisions = problem.requests.map(({ id }) => kept.placed.get(id) ?? kept.withheld.get(id) ?? found.get(id)!);
  const pins = new Set(problem.pinned?.map((pin) => pin.requestId));
  const changes = decisions.flatMap((is): ReplanChange[] => {
    const { requestId } = is;
    const was = before.get(requestId) ?? null;
    if (was !== null && fateOf(was) === fateOf(is)) return [];
    const lost = kept.lost.get(requestId);
    const cause = pins.has(requestId) ? "pinned" : causeOf(was, is, lost?.cause);
    return [{ requestId, cause, was, is, old: lost?.old ?? null }];
  });
  const asked = new Set(problem.requests.map((r) => r.id));
  const dropped = previous.map((d) => d.requestId).filter((id) => !asked.has(id));
  return ok({ result: { ...planned.value, decisions }, changes, dropped });
}

function causeOf(was: PlacementDecision | null, is: PlacementDecision, lost: ReplanCause | undefined): ReplanCause {
  if (was === null) return "new";
  return lost ?? (is.kind === "placed" ? "fits" : "rejection");
}
