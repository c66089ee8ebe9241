import type {
  Certificate,
  LimitCheck,
  PlacementResult,
  RejectedDecision,
} from "@headroom/core/planning/placement/types";

export const SOLUTION_FORMAT = "headroom.placement-solution/1";

const number = (value: number) => String(Math.round(value * 1000) / 1000);

function checkText(check: LimitCheck): string {
  if (check.limit === "tags") return `tags: ${check.subjectId} lacks ${(check.missing ?? []).join(", ")}`;
  const unit = check.limit === "positions" ? "positions" : "W";
  const failure = check.failedTopId === undefined ? "" : ` when ${check.failedTopId} fails`;
  return `${check.limit}: ${check.subjectId}${failure}: asked ${number(check.asked)} ${unit}, left ${number(check.left)} ${unit}`;
}

function certificateReasons(certificate: Certificate): string[] {
  const reasons: string[] = [];
  const nearest = certificate.bestRows[0];
  if (nearest?.worst) reasons.push(`${checkText(nearest.worst)} (nearest row ${nearest.rowId})`);
  for (const [limit, rows] of Object.entries(certificate.rowsByLimit))
    if (rows > 0) reasons.push(`${limit}: ${rows} rows`);
  if (certificate.relaxation) {
    const changes = certificate.relaxation.changes.map((c) => {
      const failure = c.failedTopId === undefined ? "" : ` when ${c.failedTopId} fails`;
      return `${number(c.amount)} more ${c.limit === "positions" ? "positions" : c.limit === "tags" ? "tags" : "W"} on ${c.subjectId}${failure}`;
    });
    reasons.push(`would fit ${certificate.relaxation.rowId} with ${changes.join(" and ")}`);
  }
  return reasons;
}

/** Readable reasons of a rejection, at least one. */
export function reasonsOf(rejection: RejectedDecision): string[] {
  const price = rejection.withheld;
  if (price)
    return [
      `withheld: would fit ${price.rowId} for ${number(price.reward)}, at an expected later loss of ${number(price.expectedLoss)}`,
    ];
  const reasons = certificateReasons(rejection.certificate);
  return reasons.length > 0 ? reasons : ["positions: there is no row"];
}

/** How long planning took. */
export interface Timing {
  readonly seconds: number;
  /** Of each batch (offline: one number). */
  readonly batchSeconds: readonly number[];
}

const milliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;

/** A solution file (format `headroom.placement-solution/1`), one decision per line. */
export function writeSolution(instance: string, result: PlacementResult, timing: Timing): string {
  const placements: string[] = [];
  const rejected: string[] = [];
  for (const d of result.decisions) {
    if (d.kind === "placed") placements.push(JSON.stringify({ request: d.requestId, row: d.rowId, racks: d.racks }));
    else rejected.push(JSON.stringify({ request: d.requestId, reasons: reasonsOf(d) }));
  }
  const list = (items: string[]) => (items.length === 0 ? "[]" : `[\n  ${items.join(",\n  ")}\n ]`);
  const fields = [
    `"format": ${JSON.stringify(SOLUTION_FORMAT)}`,
    `"instance": ${JSON.stringify(instance)}`,
    `"mode": ${JSON.stringify(result.mode)}`,
    `"policy": ${JSON.stringify(result.policy)}`,
    `"seed": ${result.seed}`,
    `"steps": ${result.steps}`,
    `"seconds": ${milliseconds(timing.seconds)}`,
    `"batchSeconds": ${JSON.stringify(timing.batchSeconds.map(milliseconds))}`,
    `"placements": ${list(placements)}`,
    `"rejected": ${list(rejected)}`,
  ];
  return `{\n ${fields.join(",\n ")}\n}\n`;
}
