import type { ColumnDecision } from "@headroom/contracts/scenario";

export type CompareKind = "add" | "move" | "retire" | "same";

export interface Compared {
  readonly requestId: number;
  readonly kind: CompareKind;
  readonly a: ColumnDecision | null;
  readonly b: ColumnDecision | null;
}

const placesOf = (decision: ColumnDecision | null): string =>
  (decision?.places ?? [])
    .map(({ datacenter, rowId, racks }) => `${datacenter}/${rowId}/${racks}`)
    .sort()
    .join();

/**
 * What B does otherwise than A, request by request: `add` it is placed in B alone, `retire` in A alone, `move` in both but not on the same racks of
 * the same rows, `same` as in A. In the order of A's requests, then of those that only B has.
 */
export function compare(a: readonly ColumnDecision[], b: readonly ColumnDecision[]): Compared[] {
  const inB = new Map(b.map((decision) => [decision.requestId, decision]));
  const ids = [...new Set([...a, ...b].map((decision) => decision.requestId))];
  const inA = new Map(a.map((decision) => [decision.requestId, decision]));
  return ids.map((requestId) => {
    const [left, right] = [inA.get(requestId) ?? null, inB.get(requestId) ?? null];
    const [was, is] = [left?.racksPlaced ?? 0, right?.racksPlaced ?? 0];
    const kind: CompareKind =
      was === 0 && is === 0
        ? "same"
        : was === 0
          ? "add"
          : is === 0
            ? "retire"
            : placesOf(left) === placesOf(right)
              ? "same"
              : "move";
    return { requestId, kind, a: left, b: right };
  });
}

/** How many of each kind. */
export function countKinds(rows: readonly Compared[]): Readonly<Record<CompareKind, number>> {
  const counts = { add: 0, move: 0, retire: 0, same: 0 };
  for (const { kind } of rows) counts[kind] += 1;
  return counts;
}
