import type { RequestCertificateDto } from "@headroom/contracts/explanation";
import type { Apart } from "@headroom/contracts/placement-key";
import { addLots } from "@headroom/core/approval/footprint";
import type { Loads } from "@headroom/core/capacity/loads";
import { rulesOf } from "@headroom/core/capacity/rules";
import type { Result } from "@headroom/core/foundation/result";
import type {
  CandidateScore,
  PlacementPolicy,
  PlacementProblem,
  PlacementResult,
  PlannerProgress,
  ProblemFault,
  RackDemandSpec,
} from "@headroom/core/planning/placement/types";
import type { PlacedRacks } from "@headroom/core/topology/datacenter";
import type { Ask } from "../../placement/ask";
import type { OpenFloor } from "../../placement/floors";
import type { AccountTotals } from "../../ports/capacity";
import type { PlanOutcome } from "../../ports/plans";

/** Runs core's planner somewhere: in a thread of its own (packages/compute), or right here in tests. */
export type Solve = (
  problem: PlacementProblem,
  options: {
    readonly seed: number;
    readonly steps: number;
    readonly signal: AbortSignal;
    readonly onProgress: (progress: PlannerProgress) => void;
  },
) => Promise<Result<PlacementResult, readonly ProblemFault[]>>;

/** A request with the datacenters it may go to. */
export interface PlannedAsk extends Ask {
  readonly id: number;
  readonly priority: number;
  readonly neededBy: string;
  readonly datacenterIds: readonly number[];
  /** Why none is left: others of its affinity key are elsewhere. */
  readonly apart?: Apart;
}

/** Racks of one request in one row, as they will stand. */
export interface PlacedLot {
  readonly requestId: number;
  readonly datacenterId: number;
  readonly rowId: string;
  /** By group id. */
  readonly racks: Readonly<Record<string, number>>;
  readonly count: number;
  readonly score: CandidateScore;
  readonly runnerUp: CandidateScore | null;
}

export interface PlacedRequest {
  readonly requestId: number;
  readonly outcome: PlanOutcome;
  readonly racksPlaced: number;
  readonly certificate: RequestCertificateDto;
}

/** By urgency, then by date, then as they came; as they came; or the largest first. */
export type ServingOrder = "urgent" | "arrival" | "largest";

export interface PlaceOptions {
  readonly policy: PlacementPolicy;
  readonly seed: number;
  readonly steps: number;
  readonly history: readonly RackDemandSpec[];
  readonly totals: ReadonlyMap<number, AccountTotals>;
  /** Absent: by urgency. */
  readonly order?: ServingOrder;
  readonly solve: Solve;
  readonly signal: AbortSignal;
  /** Requests decided so far, and where the planner is at work. */
  readonly onProgress: (done: number, where: string) => void;
}

/** A floor while it fills up; by datacenter id. */
export interface Filling {
  readonly floor: OpenFloor;
  /** With everything placed so far. */
  readonly loads: Loads;
}

export type Fillings = ReadonlyMap<number, Filling>;

/** What a request is worth to the planner: something for being served at all, the rest by racks and urgency. */
export const rewardOf = (ask: Pick<Ask, "racks"> & { readonly priority: number }): number =>
  200 + ask.racks * 100 * 2 ** Math.max(0, 4 - ask.priority);

export const lotAsPlaced = (
  {
    powerW,
    coolingW,
    weightKg = 0,
    ports = 0,
    rules,
  }: Pick<Ask, "powerW" | "coolingW" | "weightKg" | "ports" | "rules">,
  { rowId, racks }: Pick<PlacedLot, "rowId" | "racks">,
): PlacedRacks => ({ id: "lot", kind: "held", rowId, racks, powerW, coolingW, weightKg, ports, ...rules });

/**
 * The datacenters where a request may go as things are: those where others of its affinity key are already, where there are any; so the
 * first one of a plan chooses for those that follow.
 */
export function openTo(ask: PlannedAsk, loadsOf: (datacenterId: number) => Loads | undefined): readonly number[] {
  if (!ask.rules?.affinity) return ask.datacenterIds;
  const { affinity } = ask.rules;
  const homes = ask.datacenterIds.filter((id) => {
    const loads = loadsOf(id);
    return loads?.rules && rulesOf(loads.dc, { affinity })!.some((rule) => loads.rules!.lots(rule) > 0);
  });
  return homes.length > 0 ? homes : ask.datacenterIds;
}

/** Puts a lot on its floor and on the list. */
export function keep(state: Fillings, ask: PlannedAsk, lot: PlacedLot, lots: PlacedLot[]): void {
  addLots(state.get(lot.datacenterId)!.loads, [lotAsPlaced(ask, lot)], 1);
  lots.push(lot);
}

/** Lets the process answer others between two requests: health checks, cancellation, other plans. Throws when it is to stop. */
export async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}
