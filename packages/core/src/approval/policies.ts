/** The rules a plan is held against before anybody signs it, as data; the same list decides its risk. */
export type PolicyResult = "pass" | "look" | "fail";
export type PolicyCode = "failover" | "limits" | "residency" | "positions_held" | "freeze" | "answered_in_time";

export interface PolicyFacts {
  /** The worst single failure after the plan, in percent of the failover limit; null where no room has two top devices. */
  readonly worstFailurePercent: number | null;
  /** Limits broken where the plan adds to them, with everything that is promised today. */
  readonly limitsBroken: number;
  /** Tags that a request requires and its datacenter lacks, each as `tag at datacenter`. */
  readonly missingTags: readonly string[];
  readonly positions: number;
  readonly positionsHeld: number;
  /** Freeze windows in force on a day the plan starts something. */
  readonly freezes: readonly string[];
  /** Requests that are answered after they asked to be. */
  readonly late: number;
}

export interface PolicyOutcome {
  readonly code: PolicyCode;
  readonly result: PolicyResult;
  readonly value: number | null;
  readonly limit: number | null;
}

/** Above it nobody should sign without a second look, by the house's rule; above 100 a failure takes the room down. */
export const FAILOVER_LOOK_PERCENT = 98;

export function checkPolicies(facts: PolicyFacts): PolicyOutcome[] {
  const worst = facts.worstFailurePercent;
  const of = (code: PolicyCode, result: PolicyResult, value: number | null, limit: number | null): PolicyOutcome => ({
    code,
    result,
    value,
    limit,
  });
  const none = (code: PolicyCode, count: number) => of(code, count === 0 ? "pass" : "fail", count, 0);
  return [
    of(
      "failover",
      worst === null || worst <= FAILOVER_LOOK_PERCENT ? "pass" : worst <= 100 ? "look" : "fail",
      worst,
      FAILOVER_LOOK_PERCENT,
    ),
    none("limits", facts.limitsBroken),
    none("residency", facts.missingTags.length),
    of(
      "positions_held",
      facts.positionsHeld === facts.positions ? "pass" : "fail",
      facts.positionsHeld,
      facts.positions,
    ),
    none("freeze", facts.freezes.length),
    of("answered_in_time", facts.late === 0 ? "pass" : "look", facts.late, 0),
  ];
}

export type Risk = "low" | "medium" | "high";

/** From here on a plan is of medium, from there of high risk: percent of the failover limit after the worst single failure. */
const MEDIUM_PERCENT = 85;
const HIGH_PERCENT = 95;
/** So many racks at once are never a small thing. */
const MEDIUM_RACKS = 40;

export function riskOf(worstFailurePercent: number | null, racks: number): Risk {
  const percent = worstFailurePercent ?? 0;
  if (percent >= HIGH_PERCENT) return "high";
  return percent >= MEDIUM_PERCENT || racks >= MEDIUM_RACKS ? "medium" : "low";
}

/** Inbox order: high before low, then by due date, then by number. */
export const riskRank: Readonly<Record<Risk, number>> = { high: 0, medium: 1, low: 2 };
