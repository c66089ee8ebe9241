import type { Row } from "../../../topology/datacenter";
import type { LimitCheck, PlacementRequest } from "../types";

/** Compliance and residency: the row must carry every required tag. The one rule that does not depend on the split. */
export function tagsMissing(row: Row, request: Pick<PlacementRequest, "requiredTags">): string[] {
  return (request.requiredTags ?? []).filter((tag) => !row.tags?.includes(tag));
}

/** The rule as data; null when the request requires no tags. */
export function tagsCheck(row: Row, request: Pick<PlacementRequest, "requiredTags">): LimitCheck | null {
  const asked = request.requiredTags?.length ?? 0;
  if (asked === 0) return null;
  const missing = tagsMissing(row, request);
  const left = asked - missing.length;
  return {
    limit: "tags",
    subjectKind: "row",
    subjectId: row.id,
    asked,
    left,
    margin: left - asked,
    capacity: row.tags?.length ?? 0,
    missing,
  };
}
