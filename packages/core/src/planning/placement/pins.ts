import { addLot } from "../../capacity/loads";
import type { CompiledProblem } from "./problem";
import { racksByGroup, reasonOf, splitOf } from "./rank";
import { certificateOfRow } from "./row-certificate";
import { Floor } from "./search/floor";
import { pricingOf } from "./search/pricing";
import { STRATEGIES } from "./search/strategy";
import type { Pin, PlacedDecision, PlacementRequest, RejectedDecision, RowCertificate } from "./types";

/** A pin that was refused; what would have been possible elsewhere is asked when everything is decided. */
export type RefusedPin = Omit<RejectedDecision, "certificate">;

/** A problem whose pins are decided: the rest of it, with the pinned racks standing. */
export interface Unpinned {
  readonly compiled: CompiledProblem;
  readonly fixed: ReadonlyMap<string, PlacedDecision | RefusedPin>;
}

/** Places held against a floor that fills up with those that hold. */
export class PinBoard {
  readonly floor: Floor;

  constructor(private readonly compiled: CompiledProblem) {
    this.floor = new Floor(compiled.loads);
  }

  /** Whether the request can stand just so. Null: the row does not exist, or has no such groups. */
  check(index: number, { rowId, racks }: Pin): RowCertificate | null {
    const { dc, problem, demands } = this.compiled;
    const row = dc.rowIndex.get(rowId);
    const split = row === undefined ? null : splitOf(dc, row, racks);
    if (row === undefined || split === null) return null;
    return certificateOfRow(this.floor, row, problem.requests[index]!, demands[index]!, split).certificate;
  }

  /** Puts it there, and says what it costs beside the best other place. Only after `check` found that it fits. */
  put(index: number, { requestId, rowId, racks }: Pin): PlacedDecision {
    const { dc, demands } = this.compiled;
    const demand = demands[index]!;
    const row = dc.rowIndex.get(rowId)!;
    const split = [...splitOf(dc, row, racks)!];
    const pricing = pricingOf(this.floor, STRATEGIES[0]!);
    const why = reasonOf(this.floor, demand, { row, split, score: 0 }, pricing, 0);
    this.floor.put(row, split, demand);
    return { kind: "placed", requestId, rowId, racks: racksByGroup(dc, row, split), why, pinned: true };
  }

  /** Puts it there without a word. */
  take(index: number, { rowId, racks }: Pin): void {
    const { dc, demands } = this.compiled;
    const row = dc.rowIndex.get(rowId)!;
    this.floor.put(row, splitOf(dc, row, racks)!, demands[index]!);
  }
}

/** Decides the pins, in their order. O(pins x rows). */
export function placePins(whole: CompiledProblem): Unpinned {
  const pins = whole.problem.pinned ?? [];
  if (pins.length === 0) return { compiled: whole, fixed: new Map() };
  const { problem, dc, demands } = whole;
  const indexOf = new Map(problem.requests.map((request, i) => [request.id, i]));
  const board = new PinBoard(whole);
  const fixed = new Map<string, PlacedDecision | RefusedPin>();
  const loads = whole.loads.clone();
  for (const pin of pins) {
    const index = indexOf.get(pin.requestId)!;
    const certificate = board.check(index, pin)!;
    if (!certificate.fits) {
      fixed.set(pin.requestId, { kind: "rejected", requestId: pin.requestId, cause: "pin", pin: certificate });
      continue;
    }
    fixed.set(pin.requestId, board.put(index, pin));
    addLot(loads, asLot(problem.requests[index]!, pin), 1);
  }
  const rest = problem.requests.map((_, i) => i).filter((i) => !fixed.has(problem.requests[i]!.id));
  const requests = rest.map((i) => problem.requests[i]!);
  return {
    compiled: { problem: { ...problem, requests }, dc, loads, demands: rest.map((i) => demands[i]!) },
    fixed,
  };
}

const asLot = (request: PlacementRequest, { rowId, racks }: Pin) => ({
  ...request,
  kind: "held" as const,
  rowId,
  racks,
});
