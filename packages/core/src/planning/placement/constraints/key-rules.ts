import type { CompiledRule, RuleKind, RuleLedger } from "../../../capacity/rules";
import type { CompiledDatacenter } from "../../../topology/compiled";
import type { LimitCheck } from "../types";
import { affinity } from "./affinity";
import { antiAffinity } from "./anti-affinity";
import { spread } from "./spread";

/**
 * A rule among racks of one key. Not linear in the split, but in the row: it says how many racks a row may take whatever their split,
 * so it is asked once per row. Racks that come only make it stricter.
 */
export interface KeyConstraint {
  /** Most racks that may come into the row as one lot; infinite where the rule does not mind. `ledger` null: nobody is there yet. */
  racksAllowed(ledger: RuleLedger | null, rule: CompiledRule, row: number): number;
  /** The rule held against so many racks, for every domain of the row. */
  checks(
    ledger: RuleLedger | null,
    rule: CompiledRule,
    row: number,
    racks: number,
    dc: CompiledDatacenter,
  ): LimitCheck[];
}

const byKind: Readonly<Record<RuleKind, KeyConstraint>> = { spread, antiAffinity, affinity };

/** Most racks that all rules together let into a row. O(domains of the row). */
export function racksAllowed(ledger: RuleLedger | null, rules: readonly CompiledRule[], row: number): number {
  let most = Number.POSITIVE_INFINITY;
  for (const rule of rules) most = Math.min(most, byKind[rule.kind].racksAllowed(ledger, rule, row));
  return most;
}

/** Every rule as data. */
export const keyChecks = (
  ledger: RuleLedger | null,
  rules: readonly CompiledRule[],
  row: number,
  racks: number,
  dc: CompiledDatacenter,
): LimitCheck[] => rules.flatMap((rule) => byKind[rule.kind].checks(ledger, rule, row, racks, dc));
