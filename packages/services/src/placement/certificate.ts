import type {
  LimitCheck,
  RelaxationDto,
  RequestCertificateDto,
  RowCertificateDto,
} from "@headroom/contracts/explanation";
import type { Relief } from "@headroom/contracts/why";
import type { Loads } from "@headroom/core/capacity/loads";
import { largestRow, lotsThatFit, maySplit } from "@headroom/core/planning/lots";
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
import type { CompiledDatacenter } from "@headroom/core/topology/compiled";
import type { SplitRule } from "../ports/requests";
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
    datacenter: () => names.datacenter,
  };
  return known[subjectKind]?.(subjectId) ?? subjectId;
}

/** Of tags, those that are missing. */
const tagsOf = ({ missing }: CoreCheck): string | null =>
  missing === undefined ? null : missing.length > 0 ? missing.join(", ") : "all there";

/** Whether racks that come bring the limit nearer; a rule that holds only holds. */
export const fillsUp = ({ limit }: Pick<CoreCheck, "limit">): boolean => !rules.has(limit);
const rules: ReadonlySet<CoreCheck["limit"]> = new Set([
  "tags",
  "freeze",
  "affinity",
  "antiAffinity",
  "positionWeight",
]);

export const toCheck = (names: Names, check: CoreCheck): LimitCheck => ({
  limit: limitName(check.limit),
  subject: tagsOf(check) ?? subjectName(names, check),
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
  checks: [...row.checks]
    .sort((a, b) => Number(isHeld(a)) - Number(isHeld(b)))
    .slice(0, CHECKS_SHOWN)
    .map((check) => toCheck(names, check)),
});

/** A rule that is kept: it comes last, since nothing can be nearer to it than it is. */
const isHeld = (check: CoreCheck): boolean => check.margin >= 0 && !fillsUp(check);

/** A limit to raise so that the row takes the request. */
export const toChange = (names: Names, change: RelaxationChange, rowId: string): RelaxationDto => ({
  limit: limitName(change.limit),
  subject: change.missing ? change.missing.join(", ") : subjectName(names, change),
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

/** The most racks of a request that one row, or, where it may be split, several rows take. `rowId`: of the first. */
export interface Largest {
  readonly rowId: string;
  readonly racks: number;
  readonly rows: number;
}

export function mostThatFits(
  dc: CompiledDatacenter,
  loads: Loads,
  request: PlacementRequest,
  splitRule: SplitRule,
  certificate: Certificate | null,
): Largest | null {
  const inLots = maySplit(request.racks, splitRule, largestRow(dc)) ? lotsThatFit(dc, loads, request) : [];
  const racks = inLots.reduce((sum, lot) => sum + lot.count, 0);
  const one = certificate?.largestThatFits;
  if (one && one.racks >= racks) return { rowId: one.rowId, racks: one.racks, rows: 1 };
  return inLots[0] ? { rowId: inLots[0].rowId, racks, rows: inLots.length } : null;
}

/** So many racks fewer, and it fits. */
export function fewerRacks(names: Names, { rowId, racks, rows }: Largest, asked: number): RelaxationDto {
  const fewer = { limit: "size", failed: null, by: asked - racks, unit: "racks", verified: true } as const;
  if (rows > 1) return { ...fewer, subject: formatRows(rows), row: null };
  return { ...fewer, subject: names.row(rowId), row: names.row(rowId), room: names.roomOf(rowId) };
}

/** What a request in lots is split over. */
const formatRows = (rows: number) => `${rows} rows`;

function relaxationsOf(
  names: Names,
  { relaxation }: Certificate,
  racks: number,
  most: Largest | null,
): RelaxationDto[] {
  const raised = (relaxation?.changes ?? []).map((change) => toChange(names, change, relaxation!.rowId));
  return most && most.racks < racks ? [...raised, fewerRacks(names, most, racks)] : raised;
}

/** Why a request fits nowhere in a datacenter. */
export function rejection(
  names: Names,
  { loads, splitRule }: { readonly loads: Loads; readonly splitRule: SplitRule },
  certificate: Certificate,
  request: PlacementRequest,
): RequestCertificateDto {
  const { positions, ...rows } = certificate.rowsByLimit;
  return {
    outcome: "rejected",
    datacenter: names.datacenter,
    rowsByLimit: { space: positions, ...rows },
    nearest: certificate.bestRows.map((row) => toRow(names, row)),
    relaxations: relaxationsOf(
      names,
      certificate,
      request.racks,
      mostThatFits(loads.dc, loads, request, splitRule, certificate),
    ),
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
    room: names.roomOf(score.rowId),
    groups: Object.fromEntries(Object.entries(score.racks).map(([id, count]) => [names.group(id), count])),
    score: score.total,
    terms: termsOf(score),
    runnerUp: runnerUp && {
      ...{ row: names.row(runnerUp.rowId), room: names.roomOf(runnerUp.rowId) },
      ...{ score: runnerUp.total, terms: termsOf(runnerUp) },
    },
    nextLimit: nextLimit && toCheck(names, nextLimit),
  };
}

/** The limit with the least left for one rack more of the kind in that row; `loads` with everything placed. */
export function nextLimitOf(loads: Loads, request: PlacementRequest, rowId: string): CoreCheck | null {
  return explainRow(loads.dc, loads, { ...request, racks: 1 }, rowId)?.checks.find(fillsUp) ?? null;
}
