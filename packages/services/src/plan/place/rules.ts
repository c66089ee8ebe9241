import { rowsLeft } from "../../placement/rules";
import type { DatacenterSnapshot } from "../../ports/fleet";
import type { RuleRecord } from "../../ports/overrides";
import type { PlannedAsk } from "./types";

/** Asks that no rule concerns as they are, the others with the rows that rules leave them. */
export function underRules<T extends PlannedAsk>(
  asks: readonly T[],
  requests: readonly { readonly id: number; readonly family: string }[],
  snapshots: readonly Pick<DatacenterSnapshot, "model">[],
  rules: readonly Pick<RuleRecord, "rowId" | "family">[],
): T[] {
  const familyOf = new Map(requests.map((r) => [r.id, r.family]));
  return asks.map((ask) => {
    const { allowedRowIds } = rowsLeft(familyOf.get(ask.id), snapshots, rules);
    if (!allowedRowIds) return ask;
    const own = ask.allowedRowIds && new Set(ask.allowedRowIds);
    return { ...ask, allowedRowIds: own ? allowedRowIds.filter((id) => own.has(id)) : allowedRowIds };
  });
}
