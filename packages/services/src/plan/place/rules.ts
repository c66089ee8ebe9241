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
  const rows = snapshots.flatMap(({ model }) => model.rows.map((row) => row.id));
  const here = new Set(rows);
  const familyOf = new Map(requests.map((r) => [r.id, r.family]));
  return asks.map((ask) => {
    const family = familyOf.get(ask.id);
    const barred = new Set(rules.filter((r) => r.family === null || r.family === family).map((r) => String(r.rowId)));
    if (![...barred].some((id) => here.has(id))) return ask;
    return { ...ask, allowedRowIds: (ask.allowedRowIds ?? rows).filter((id) => !barred.has(id)) };
  });
}
