import { limitUnits } from "@headroom/core/planning/placement/limit-units";
import type {
  Certificate,
  LimitCheck,
  PlacementResult,
  RejectedDecision,
  RelaxationChange,
} from "@headroom/core/planning/placement/types";

export const SOLUTION_FORMAT = "headroom.placement-solution/1";

const number = (value: number) => String(Math.round(value * 1000) / 1000);

const after = (failedTopId: string | undefined) => (failedTopId === undefined ? "" : ` when ${failedTopId} fails`);
const ofKey = (key: string | undefined) => (key === undefined ? "" : ` for key ${key}`);

function checkText(check: LimitCheck): string {
  const { limit, subjectId, failedTopId, key, asked, left, missing, frozen, blocked, elsewhere } = check;
  if (limit === "tags") return `tags: ${subjectId} lacks ${(missing ?? []).join(", ")}`;
  if (limit === "freeze" && frozen)
    return `freeze: ${subjectId} from ${frozen.from} to ${frozen.to}${frozen.reason === "" ? "" : ` (${frozen.reason})`}`;
  if (limit === "affinity") return `affinity: ${subjectId} is not where ${key} is (${(elsewhere ?? []).join(", ")})`;
  const unit = limitUnits[limit];
  const more = blocked === undefined ? "" : `, ${number(blocked)} more blocked`;
  return `${limit}: ${subjectId}${after(failedTopId)}${ofKey(key)}: asked ${number(asked)} ${unit}, left ${number(left)} ${unit}${more}`;
}

/** What would have to change, in words. */
function changeText({ limit, subjectId, failedTopId, key, amount }: RelaxationChange): string {
  const where = `${subjectId}${after(failedTopId)}${ofKey(key)}`;
  if (limit === "freeze") return `its racks ${number(amount)} days later`;
  if (limit === "antiAffinity") return `${number(amount)} requests fewer in ${where}`;
  if (limit === "affinity") return `leave to stand apart in ${where}`;
  return `${number(amount)} more ${limitUnits[limit]} on ${where}`;
}

function certificateReasons(certificate: Certificate): string[] {
  const reasons: string[] = [];
  const nearest = certificate.bestRows[0];
  if (nearest?.worst) reasons.push(`${checkText(nearest.worst)} (nearest row ${nearest.rowId})`);
  for (const [limit, rows] of Object.entries(certificate.rowsByLimit))
    if (rows > 0) reasons.push(`${limit}: ${rows} rows`);
  if (certificate.relaxation)
    reasons.push(
      `would fit ${certificate.relaxation.rowId} with ${certificate.relaxation.changes.map(changeText).join(" and ")}`,
    );
  return reasons;
}

/** Readable reasons of a rejection, at least one. */
export function reasonsOf(rejection: RejectedDecision): string[] {
  const price = rejection.withheld;
  if (price)
    return [
      `withheld: would fit ${price.rowId} for ${number(price.reward)}, at an expected later loss of ${number(price.expectedLoss)}`,
    ];
  const { pin, certificate } = rejection;
  const pinned = pin?.worst ? [`pinned to ${pin.rowId}: ${checkText(pin.worst)}`] : [];
  const reasons = [...pinned, ...certificateReasons(certificate)];
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
