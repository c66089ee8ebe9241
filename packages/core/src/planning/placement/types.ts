import type { LimitKind } from "../../capacity/loads";
import type { RuleKind } from "../../capacity/rules";
import type { DatacenterModel, KeyRules, PlacedRacks } from "../../topology/datacenter";

/** Everything that crosses the planner's border: problems, results and explanations. Plain data, JSON-safe. */

// ---- the problem -------------------------------------------------------------------------------------------------------------

/** `place-all` never refuses what fits; `selective` may withhold a request for likelier later ones, and says its price. */
export type PlacementPolicy = "place-all" | "selective";
/** `online`: batches in order, decisions of a batch are final and know nothing of later requests. `offline`: all at once. */
export type PlacementMode = "online" | "offline";

/** Racks of one kind that ask for one row. */
export interface RackDemandSpec {
  /** At least 1. */
  readonly racks: number;
  /** Nameplate power of one rack. */
  readonly powerW: number;
  /** Draw of one rack on its zone's cooling loop. */
  readonly coolingW: number;
  /** Of one rack. Absent: 0. */
  readonly weightKg?: number | undefined;
  /** Network ports of one rack. Absent: 0. */
  readonly ports?: number | undefined;
}

export interface PlacementRequest extends RackDemandSpec, KeyRules {
  readonly id: string;
  /** What placing it is worth, at least 0. */
  readonly reward: number;
  /** Every one of them must be among the row's tags. */
  readonly requiredTags?: readonly string[];
  /** Only these rows. Absent: any. */
  readonly allowedRowIds?: readonly string[];
  /** Only rows of these rooms. Absent: any. */
  readonly allowedRoomIds?: readonly string[];
  /** None of these rows. */
  readonly forbiddenRowIds?: readonly string[];
  /** The day its racks land, as "2026-05-17": it goes to no row that is in a freeze then. Absent: freezes do not concern it. */
  readonly neededBy?: string;
}

export interface PlacementProblem {
  readonly model: DatacenterModel;
  /** Racks that already stand or are promised; never moved. */
  readonly placed: readonly PlacedRacks[];
  /** In the order of arrival. */
  readonly requests: readonly PlacementRequest[];
  /** Past requests, from which the planner may guess later ones. May be empty. */
  readonly history: readonly RackDemandSpec[];
  /** Requests per batch, at least 1 (online only). */
  readonly batchSize: number;
  readonly mode: PlacementMode;
  readonly policy: PlacementPolicy;
  /** Rows that nobody may use: a planner's decision. What stands there stays. */
  readonly forbiddenRowIds?: readonly string[];
  /** Decisions that a planner has made: placed first, in this order, and checked; everything else goes around them. */
  readonly pinned?: readonly Pin[];
}

/** All racks of one request, where a planner wants them. */
export interface Pin {
  readonly requestId: string;
  readonly rowId: string;
  /** Racks by group id, each at least 1. */
  readonly racks: Readonly<Record<string, number>>;
}

/** What is wrong with a problem. `path` leads to the place, such as `requests[3].racks`. */
export interface ProblemFault {
  readonly path: string;
  readonly message: string;
}

// ---- running it --------------------------------------------------------------------------------------------------------------

export interface PlannerProgress {
  readonly phase: "placing" | "improving" | "finishing";
  /** Requests decided so far, of `requests`. */
  readonly decided: number;
  readonly requests: number;
  readonly reward: number;
  /** Improvement steps done so far, of `stepsTotal`. */
  readonly steps: number;
  readonly stepsTotal: number;
  /** No plan earns more (search/bound.ts). Offline only: online, later requests are unknown. */
  readonly bound?: number;
  /** What the best plan lacks to the bound, as a share of it. */
  readonly gap?: number;
}

export interface PlannerOptions {
  /** Same problem, seed and steps: same result, byte for byte. */
  readonly seed: number;
  /** Improvement steps: per batch online, in total offline. 0: greedy alone. One step tries one changed plan. */
  readonly steps: number;
  readonly onProgress?: (progress: PlannerProgress) => void;
  /** Called when the decisions of a batch have become final (offline: once). */
  readonly onBatch?: (batch: number) => void;
  /** Asked often; once true, what is undecided is finished greedily and the best whole plan so far is returned. */
  readonly shouldStop?: () => boolean;
}

export interface PlacementResult {
  readonly mode: PlacementMode;
  readonly policy: PlacementPolicy;
  readonly seed: number;
  /** The step budget that was asked for. */
  readonly steps: number;
  /** Steps really done. */
  readonly stepsDone: number;
  /** true: `shouldStop` cut the search short (the plan is whole and legal all the same). */
  readonly stopped: boolean;
  /** One for each request, in the order of arrival. */
  readonly decisions: readonly PlacementDecision[];
  readonly reward: number;
  readonly batches: number;
}

export type PlacementDecision = PlacedDecision | RejectedDecision;

export interface PlacedDecision {
  readonly kind: "placed";
  readonly requestId: string;
  readonly rowId: string;
  /** Racks by group id, each at least 1. */
  readonly racks: Readonly<Record<string, number>>;
  readonly why: PlacementReason;
  /** A planner's own place (`difference` in `why` is then its price). Absent: the search's. */
  readonly pinned?: true;
}

export interface RejectedDecision {
  readonly kind: "rejected";
  readonly requestId: string;
  /**
   * `nowhere`: fits no row once the batch (offline: the plan) is decided. `withheld`: fits, and was left out for likelier later
   * ones (policy `selective` only); `withheld` then holds the price. `pin`: a planner fixed its place, and there it breaks a limit;
   * `pin` then holds that row's certificate.
   */
  readonly cause: "nowhere" | "withheld" | "pin";
  readonly certificate: Certificate;
  readonly withheld?: WithheldPrice;
  readonly pin?: RowCertificate;
}

// ---- why here ----------------------------------------------------------------------------------------------------------------

/**
 * The parts of a candidate's score, smaller is better (search/strategy.ts): `space` (positions left in the row), `cooling`, `power`
 * and `failover` (use of these limits, dearer where less is left), `balance` (failover use of top devices: uneven pairs of them),
 * `splitting` (racks in more than one group), `opening` (an empty row begun). `roomWeight` and `ports` only where there are such limits.
 */
export type ScoreTermName =
  | "space"
  | "cooling"
  | "power"
  | "failover"
  | "balance"
  | "roomWeight"
  | "ports"
  | "splitting"
  | "opening";

export interface ScoreTerm {
  readonly term: ScoreTermName;
  /** Already weighted: terms add up to the total. */
  readonly value: number;
}

export interface CandidateScore {
  readonly rowId: string;
  readonly racks: Readonly<Record<string, number>>;
  readonly total: number;
  readonly terms: readonly ScoreTerm[];
}

export interface PlacementReason {
  /** Rows that fitted, of `rowsLookedAt` (on large floors not every row is). */
  readonly rowsThatFit: number;
  readonly rowsLookedAt: number;
  readonly score: CandidateScore;
  /** The best candidate in another row, or null when no other row fitted. */
  readonly runnerUp: CandidateScore | null;
  /** runnerUp minus chosen, term by term: positive speaks for the chosen one. Empty without a runner-up. */
  readonly difference: readonly ScoreTerm[];
  /** Set where the search over the whole batch or plan preferred another candidate than the one of the lowest score. */
  readonly chosenBySearch: boolean;
}

// ---- why not -----------------------------------------------------------------------------------------------------------------

export type PlacementLimit = LimitKind | "positionWeight" | "tags" | "freeze" | RuleKind;

/**
 * One limit held against one request in one row. Power, failover and cooling are in watts, weights in kg, freezes in days. Counted are
 * positions, ports, tags, racks (spread) and requests (antiAffinity, affinity).
 */
export interface LimitCheck {
  readonly limit: PlacementLimit;
  readonly subjectKind:
    | "row"
    | "group"
    | "coolingZone"
    | "device"
    | "room"
    | "networkZone"
    | "faultDomain"
    | "datacenter";
  readonly subjectId: string;
  /** With "failover": the top device that fails. */
  readonly failedTopId?: string;
  /** What the request would add (tags: how many it requires). */
  readonly asked: number;
  /** What is left before it is added (tags: how many of those required are here). */
  readonly left: number;
  /** left - asked: negative is broken. */
  readonly margin: number;
  /** The whole limit. */
  readonly capacity: number;
  /** With "tags": those that are missing. */
  readonly missing?: readonly string[];
  /** With "positions": how many more there are, but blocked. Absent: none. */
  readonly blocked?: number;
  /** With "freeze": from the first day of the window to the last one before an open day. */
  readonly frozen?: { readonly from: string; readonly to: string; readonly reason: string };
  /** With a rule among racks of one key: the key. */
  readonly key?: string;
  /** With "affinity" that is broken: the domains where the others of the key are. */
  readonly elsewhere?: readonly string[];
  /** What those domains are. */
  readonly elsewhereKind?: LimitCheck["subjectKind"];
}

export interface RowCertificate {
  readonly rowId: string;
  readonly roomId: string;
  readonly fits: boolean;
  /** The split the numbers are for: the best one where it fits, else the one that breaks limits least. Counts may be 0. */
  readonly racks: Readonly<Record<string, number>>;
  /** Every limit, worst first (by margin as a share of the limit). */
  readonly checks: readonly LimitCheck[];
  /** The worst broken limit, null when it fits. */
  readonly worst: LimitCheck | null;
  /** The first broken limit in the order of LIMIT_ORDER (constraints/list.ts); null when it fits. */
  readonly first: LimitCheck | null;
}

/** A change that would make the request fit: raise one limit by so much. */
export interface RelaxationChange {
  readonly limit: PlacementLimit;
  readonly subjectKind: LimitCheck["subjectKind"];
  readonly subjectId: string;
  readonly failedTopId?: string;
  /** With a rule among racks of one key. */
  readonly key?: string;
  /** With "tags": those to add. */
  readonly missing?: readonly string[];
  /**
   * In the limit's own unit (positionWeight: kg more on each position; tags: how many to add; freeze: days later; spread: racks more in the domain; antiAffinity: requests to move out of it;
   * affinity: 1, to let this request stand apart). "failover": of the device's failover capacity, for whatever top fails.
   */
  readonly amount: number;
}

export interface Relaxation {
  readonly rowId: string;
  /** Where the racks go once it is made. */
  readonly racks: Readonly<Record<string, number>>;
  readonly changes: readonly RelaxationChange[];
}

/** Proof that a request fits nowhere: rows by the limit that stops them, the nearest misses, and what would help. */
export interface Certificate {
  readonly requestId: string;
  readonly rowsConsidered: number;
  /** Rows left out because the request allows only others. */
  readonly rowsNotAllowed: number;
  readonly rowsThatFit: number;
  /** How many rows each limit stops (a row counts once, at the first limit that leaves no legal split). */
  readonly rowsByLimit: Readonly<Record<PlacementLimit, number>>;
  /** Up to three rows, nearest miss first. */
  readonly bestRows: readonly RowCertificate[];
  /**
   * The smallest change found that makes it fit, checked by solving again with it; null when none was found, as where every row
   * is too small even when empty.
   */
  readonly relaxation: Relaxation | null;
  /** The largest number of such racks that fits a row as things are; null when not even one does. */
  readonly largestThatFits: { readonly racks: number; readonly rowId: string } | null;
}

/** The price of withholding: what it would have brought now against what is expected instead. */
export interface WithheldPrice {
  /** Where it would have fitted. */
  readonly rowId: string;
  readonly racks: Readonly<Record<string, number>>;
  readonly reward: number;
  /** Expected later reward lost by placing it, over the sampled futures. */
  readonly expectedLoss: number;
}

// ---- questions without a plan ------------------------------------------------------------------------------------------------

export interface RankedRow {
  readonly rowId: string;
  readonly roomId: string;
  readonly score: CandidateScore;
  /** Free positions in the row after placing. */
  readonly freeAfter: number;
}

/** The live answer for a form: does it fit, where best, and if not, why. */
export interface Feasibility {
  readonly fits: boolean;
  readonly rowsThatFit: number;
  readonly bestRow: RankedRow | null;
  /** null when it fits. */
  readonly certificate: Certificate | null;
}
