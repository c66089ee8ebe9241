import type { RecordChange, RecordPreview } from "@headroom/contracts/record";

export type Side = "mine" | "theirs";

/**
 * Changes against objects as they are now. Where both sides changed a field, differently, one of them stays; what only one side changed
 * stays either way. An object that is no more is left out.
 */
export function settled(
  changes: readonly RecordChange[],
  conflicts: RecordPreview["conflicts"],
  side: Side,
): RecordChange[] {
  return changes.flatMap((change, at): RecordChange[] => {
    const conflict = conflicts.find((one) => one.at === at && "id" in change && change.id === one.id);
    if (!conflict || change.op === "create") return [change];
    if (conflict.now === null) return [];
    if (change.op !== "edit") return side === "mine" ? [{ ...change, version: conflict.now }] : [];
    const given = new Set(
      side === "theirs" ? conflict.fields.filter(({ clash }) => clash).map(({ field }) => field) : [],
    );
    const fields = Object.fromEntries(Object.entries(change.fields).filter(([name]) => !given.has(name)));
    return Object.keys(fields).length > 0 ? [{ ...change, version: conflict.now, fields }] : [];
  });
}
