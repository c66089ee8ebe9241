import type { DatacenterSnapshot } from "../ports/fleet";
import type { RuleRecord } from "../ports/overrides";

/** The rows of these datacenters that rules in force leave a family; empty where no rule concerns it there. */
export function rowsLeft(
  family: string | undefined,
  snapshots: readonly Pick<DatacenterSnapshot, "model">[],
  rules: readonly Pick<RuleRecord, "rowId" | "family">[],
): { readonly allowedRowIds?: readonly string[] } {
  const barred = new Set(rules.filter((r) => r.family === null || r.family === family).map((r) => String(r.rowId)));
  if (barred.size === 0) return {};
  const rows = snapshots.flatMap(({ model }) => model.rows.map((row) => row.id));
  return rows.some((id) => barred.has(id)) ? { allowedRowIds: rows.filter((id) => !barred.has(id)) } : {};
}
