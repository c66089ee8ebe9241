import { type AssetState, assetActions, assetActionTo, assetWay, nextAssetState } from "../../lifecycle/asset";
import type { Field, FleetRecord, RecordType, RecordValue } from "./types";

export interface FieldDiff {
  readonly field: string;
  readonly before: RecordValue;
  readonly after: RecordValue;
}

/** Keys in one order, so that two texts of one object are the same. */
function ordered(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(ordered);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, inner]) => [name, ordered(inner)]);
}

/** Whether two values of a field say the same. */
export function sameValue({ kind }: Field, a: RecordValue, b: RecordValue): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (kind.type === "object") {
    return JSON.stringify(ordered(JSON.parse(String(a)))) === JSON.stringify(ordered(JSON.parse(String(b))));
  }
  return Array.isArray(a) && Array.isArray(b) && JSON.stringify(a) === JSON.stringify(b);
}

/** Fields in which two states of a record differ; of one that comes or goes (null on one side), all that say something. */
export function recordDiff(of: RecordType, before: FleetRecord | null, after: FleetRecord | null): FieldDiff[] {
  return of.fields.flatMap((field, at) => {
    const [was, is] = [before?.[at] ?? null, after?.[at] ?? null];
    return sameValue(field, was, is) ? [] : [{ field: field.name, before: was, after: is }];
  });
}

export interface ThreeWay {
  readonly field: string;
  readonly base: RecordValue;
  readonly theirs: RecordValue;
  readonly mine: RecordValue;
  /** Both changed it, differently. */
  readonly clash: boolean;
}

/** Fields that either side changed since `base`, in the order of the type. */
export function threeWay(of: RecordType, base: FleetRecord, theirs: FleetRecord, mine: FleetRecord): ThreeWay[] {
  return of.fields.flatMap((field, at) => {
    const [b, t, m] = [base[at]!, theirs[at]!, mine[at]!];
    const [theyDid, iDid] = [!sameValue(field, b, t), !sameValue(field, b, m)];
    if (!theyDid && !iDid) return [];
    return [{ field: field.name, base: b, theirs: t, mine: m, clash: theyDid && iDid && !sameValue(field, t, m) }];
  });
}

export const keyOf = (of: RecordType, record: FleetRecord): readonly RecordValue[] =>
  of.key.map((name) => record[of.fields.findIndex((field) => field.name === name)] ?? null);

/** States that one step leads to. */
export const nextStates = (state: AssetState): AssetState[] =>
  assetActions.flatMap((action) => nextAssetState(state, action) ?? []);

/** A step that no action makes, with the way there; null: one does, or nothing moves. */
export function brokenStep(
  from: AssetState,
  to: AssetState,
): { readonly next: readonly AssetState[]; readonly way: readonly AssetState[] | null } | null {
  if (from === to || assetActionTo(from, to) !== null) return null;
  return { next: nextStates(from), way: assetWay(from, to) };
}

/**
 * What a new value of a key field makes of a record: nothing but another name (`rename`: others follow it), another place (`move`: nothing
 * refers to it), or something else altogether (`fixed`: to be made anew there; see docs/inventory/record.md).
 */
export function keyChange(of: RecordType, name: string, linkedTo: boolean): "rename" | "move" | "fixed" {
  if (!linkedTo) return "move";
  return of.fields.some((field) => field.name === name && field.column !== null) ? "rename" : "fixed";
}
