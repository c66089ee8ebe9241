import type {
  LimitCheck,
  RelaxationDto,
  RequestCertificateDto,
  RowCertificateDto,
} from "@headroom/contracts/explanation";
import type { Relief } from "@headroom/contracts/why";
import type { Loads } from "@headroom/core/capacity/loads";
import { explainRow } from "@headroom/core/planning/placement/explain";
import { limitUnits } from "@headroom/core/planning/placement/limit-units";
import type {
  CandidateScore,
  Certificate,
  LimitCheck as CoreCheck,
  PlacementRequest,
  RelaxationChange,
  RowCertificate,
} from "@headroom/core/planning/placement/types";
import type { Names } from "./names";

/** The planner's explanations in the words of the border: limits by name, things by the codes people know. */

/** The planner's `positions` is `space` to people. */
export const limitName = (limit: CoreCheck["limit"]) => (limit === "positions" ? "space" : limit);

/** What people call the thing that has a limit. */
export function subjectName(
  names: Names,
  { subjectKind, subjectId }: Pick<CoreCheck, "subjectKind" | "subjectId">,
): string {
  const known: Readonly<Record<string, (id: string) => string>> = {
    row: names.row,
    room: names.room,
    group: names.group,
    coolingZone: names.zone,
    device: names.device,
    networkZone: names.networkZone,
    faultDomain: names.faultDomain,
    datacenter: names.datacenter,
  };
  return known[subjectKind]?.(subjectId) ?? subjectId;
}

export const toCheck = (names: Names, check: CoreCheck): LimitCheck => ({
  limit: limitName(check.limit),
  subject: check.missing ? check.missing.join(", ") : subjectName(names, check),
  failed: check.failedTopId === undefined ? null : names.device(check.failedTopId),
  asked: check.asked,
  left: check.left,
  margin: check.margin,
  unit: limitUnits[check.limit],
  ok: check.margin >= 0,
  capacity: check.capacity,
  of: check.subjectKind,
  ...(check.key === undefined ? {} : { key: check.key }),
  ...(check.frozen ? { frozen: check.frozen } : {}),
  ...(check.elsewhere && check.elsewhereKind
    ? {
        elsewhere: check.elsewhere.map((subjectId) =>
          subjectName(names, { subjectKind: check.elsewhereKind!, subjectId }),
        ),
      }
    : {}),
});

/** Limits shown of a row: the worst ones. */
const CHECKS_SHOWN = 8;

export const toRow = (names: Names, row: RowCertificate): RowCertificateDto => ({
  row: names.row(row.rowId),
  room: names.room(row.roomId),
  fits: row.fits,
  checks: row.checks.slice(0, CHECKS_SHOWN).map((check) => toCheck(names, check)),
});

/** A limit to raise so that the row takes the request. */
export const toChange = (names: Names, change: RelaxationChange, rowId: string): RelaxationDto => ({
  limit: limitName(change.limit),
  subject: subjectName(names, change),
  of: change.subjectKind,
  ...(change.key === undefined ? {} : { key: change.key }),
  failed: change.failedTopId === undefined ? null : names.device(change.failedTopId),
  by: change.amount,
  unit: limitUnits[change.limit],
  row: names.row(rowId),
  room: names.roomOf(rowId),
  verified: true,
});

/** Limits to raise together in a row, by their ids. */
export const reliefOf = (rowId: string, changes: readonly RelaxationChange[]): Relief => ({
  rowId: Number(rowId),
  changes: changes.map(({ limit, subjectKind, subjectId, amount }) => ({ limit, subjectKind, subjectId, amount })),
  fewer: 0,
});

function relaxationsOf(names: Names, certificate: Certificate, racks: number): RelaxationDto[] {
  const { relaxation, largestThatFits } = certificate;
  const raised = (relaxation?.changes ?? []).map((change) => toChange(names, change, relaxation!.rowId));
  if (!largestThatFits || largestThatFits.racks >= racks) return raised;
  const row = names.row(largestThatFits.rowId);
  const by = racks - largestThatFits.racks;
  const room = names.roomOf(largestThatFits.rowId);
  return [...raised, { limit: "size", subject: row, failed: null, by, unit: "racks", row, room, verified: true }];
}

/** Why a request fits nowhere in a datacenter. */
export function rejection(
  names: Names,
  datacenter: string,
  certificate: Certificate,
  racks: number,
): RequestCertificateDto {
  const { positions, ...rows } = certificate.rowsByLimit;
  return {
    outcome: "rejected",
    datacenter,
    rowsByLimit: { space: positions, ...rows },
    nearest: certificate.bestRows.map((row) => toRow(names, row)),
    relaxations: relaxationsOf(names, certificate, racks),
    chosen: null,
  };
}

const termsOf = (score: CandidateScore) => Object.fromEntries(score.terms.map(({ term, value }) => [term, value]));

/** Why it stands where it stands. `nextLimit`: which limit keeps one rack more out of the row, or is nearest to. */
export function choice(
  names: Names,
  score: CandidateScore,
  runnerUp: CandidateScore | null,
  nextLimit: CoreCheck | null,
): NonNullable<RequestCertificateDto["chosen"]> {
  return {
    row: names.row(score.rowId),
    groups: Object.fromEntries(Object.entries(score.racks).map(([id, count]) => [names.group(id), count])),
    score: score.total,
    terms: termsOf(score),
    runnerUp: runnerUp && { row: names.row(runnerUp.rowId), score: runnerUp.total, terms: termsOf(runnerUp) },
    nextLimit: nextLimit && toCheck(names, nextLimit),
  };
}

/** The limit with the least left for one rack more of the kind in that row; `loads` with everything placed. */
export function nextLimitOf(loads: Loads, request: PlacementRequest, rowId: string): CoreCheck | null {
  return explainRow(loads.dc, loads, { ...request, racks: 1 }, rowId)?.checks[0] ?? null;
}
