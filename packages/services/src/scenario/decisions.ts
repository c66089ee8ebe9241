import type { RequestCertificateDto } from "@headroom/contracts/explanation";
import type { ColumnDecision, ColumnSummary } from "@headroom/contracts/scenario";
import type { PlanActionRecord, PlannedRequest } from "../ports/plans";

type Placing = Pick<PlanActionRecord, "requestId" | "datacenter" | "room" | "row" | "rowId" | "racks" | "positions">;

/** What became of each request in a column. `racksOf`: racks asked for there. */
export function decisionsOf(
  outcomes: readonly (Pick<PlannedRequest, "requestId" | "outcome" | "racksPlaced"> & {
    readonly certificate: RequestCertificateDto | null;
  })[],
  actions: readonly Placing[],
  racksOf: (requestId: number) => number,
): ColumnDecision[] {
  return outcomes.map(({ requestId, outcome, racksPlaced, certificate }) => ({
    requestId,
    outcome,
    racks: racksOf(requestId),
    racksPlaced,
    places: actions
      .filter((a) => a.requestId === requestId)
      .map(({ datacenter, room, row, rowId, positions }) => ({
        datacenter,
        room,
        row,
        rowId,
        racks: positions.length,
      })),
    certificate,
  }));
}

/** A decision with as much of its certificate as a comparison says: what stopped it in the nearest row, or why this row and what comes next. */
export function cut(decision: ColumnDecision): ColumnDecision {
  const { certificate } = decision;
  if (!certificate) return decision;
  const { considered: _, nearest, ...rest } = certificate;
  const broken = nearest
    .slice(0, 1)
    .map((row) => ({ ...row, checks: row.checks.filter((check) => !check.ok).slice(0, 3) }));
  return { ...decision, certificate: { ...rest, nearest: broken } };
}

/**
 * The limit that stops most racks, in the nearest row of each request that misses any. Besides limits: `withheld` (it fits, and room is kept for
 * likelier ones) and `rows` (none is allowed).
 */
export function bindsOf(decisions: readonly ColumnDecision[]): ColumnSummary["binds"] {
  const found = new Map<string, NonNullable<ColumnSummary["binds"]>>();
  for (const { racks, racksPlaced, certificate } of decisions) {
    const missing = racks - racksPlaced;
    if (missing <= 0) continue;
    const broken = certificate?.nearest[0]?.checks.find((check) => !check.ok);
    const none = { limit: certificate?.withheld ? "withheld" : "rows", subject: "", failed: null };
    const { limit, subject, failed } = broken ?? none;
    const key = `${limit} ${subject} ${failed}`;
    found.set(key, { limit, subject, failed, racks: (found.get(key)?.racks ?? 0) + missing });
  }
  return [...found.values()].reduce<ColumnSummary["binds"]>((a, b) => (a && a.racks >= b.racks ? a : b), null);
}

/** Of the rows used, the limit with the least left, measured in racks of the request that stands there. */
export function nextOf(decisions: readonly ColumnDecision[]): ColumnSummary["next"] {
  let least = Number.POSITIVE_INFINITY;
  let next: ColumnSummary["next"] = null;
  for (const { certificate } of decisions) {
    if (!certificate?.chosen || certificate.datacenter === null) continue;
    for (const { nextLimit: check } of certificate.lots ?? [certificate.chosen]) {
      if (!check || check.unit === "tags" || check.asked <= 0) continue;
      const racks = check.left / check.asked;
      if (racks >= least) continue;
      least = racks;
      next = { datacenter: certificate.datacenter, check };
    }
  }
  return next;
}
