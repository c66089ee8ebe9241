import {
  type ApprovalDto,
  type PlanActionDto,
  type PlanDetail,
  type PlanRow,
  planProgress,
  planSummary,
  staleCause,
} from "@headroom/contracts/plan";
import { repairMove } from "@headroom/contracts/repair";
import type { ApprovalRecord } from "../ports/approvals";
import type { PlanActionRecord, PlanListed, PlannedRequest } from "../ports/plans";
import type { RequestRecord } from "../ports/requests";
import { certificateOf } from "../request/dto";

/** Plans as they cross the border. What was stored by an older version and no longer reads is null, never an error. */

interface Shape<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}
function read<T>(shape: Shape<T>, stored: unknown): T | null {
  const parsed = shape.safeParse(stored);
  return parsed.success ? parsed.data : null;
}

export const summaryOf = (plan: { readonly summary: unknown }) => read(planSummary, plan.summary);
export const progressOf = (plan: { readonly progress: unknown }) => read(planProgress, plan.progress);

/** Racks and power are known once the plan is made. */
export const planRowOf = (plan: PlanListed): PlanRow => {
  const made = plan.summary !== null;
  return {
    id: plan.id,
    title: plan.title,
    state: plan.state,
    author: plan.author,
    regions: [...plan.regions],
    datacenters: [...plan.datacenters],
    requests: plan.requests,
    requestsPlaced: made ? plan.requestsPlaced : null,
    racks: made ? plan.racks : null,
    powerW: made ? plan.powerW : null,
    createdAt: plan.createdAt,
    updatedAt: plan.updatedAt,
    holdExpiresAt: plan.holdExpiresAt,
    version: plan.version,
  };
};

export const actionDto = (action: PlanActionRecord): PlanActionDto => ({
  id: action.id,
  kind: action.kind,
  requestId: action.requestId,
  rackType: action.rackType,
  racks: action.racks,
  region: action.region,
  datacenter: action.datacenter,
  room: action.room,
  row: action.row,
  rowId: action.rowId,
  positions: action.positions.map((p) => p.number),
  // racks that move are there, and paid for, already
  powerW: action.kind === "move" ? 0 : action.racks * action.powerW,
  cost: action.kind === "move" ? 0 : action.racks * action.cost,
  startsOn: action.startsOn,
  ...(action.kind === "move" ? movesOf(action) : {}),
});

function movesOf({ moves = [], positions, mends }: PlanActionRecord): Pick<PlanActionDto, "moves" | "mends"> {
  const numbers = new Map(positions.map(({ id, number }) => [id, number]));
  const mended = read(repairMove.shape.mends, mends);
  return {
    moves: moves.map(({ rack, fromRow, fromNumber, positionId }) => ({
      ...{ rack, fromRow, from: fromNumber },
      to: numbers.get(positionId) ?? 0,
    })),
    ...(mended ? { mends: mended } : {}),
  };
}

export const approvalDto = (approval: ApprovalRecord): ApprovalDto => ({
  id: approval.id,
  state: approval.state,
  hash: approval.hash,
  requestedAt: approval.requestedAt,
  requestedBy: approval.requestedBy,
  dueAt: approval.dueAt,
  decisions: [...approval.decisions],
});

export interface DetailParts {
  readonly plan: PlanListed;
  readonly actions: readonly PlanActionRecord[];
  readonly planned: readonly PlannedRequest[];
  readonly requests: readonly RequestRecord[];
  readonly approvals: readonly ApprovalRecord[];
  readonly allowed: PlanDetail["allowed"];
  readonly stillHolds: boolean | null;
  /** Code of the datacenter that it mends. */
  readonly repairs: string | null;
}

export function planDetailOf(parts: DetailParts): PlanDetail {
  const { plan } = parts;
  const requestOf = new Map(parts.requests.map((r) => [r.id, r]));
  return {
    ...planRowOf(plan),
    lastEditor: plan.lastEditor,
    policy: plan.policy,
    seed: plan.seed,
    steps: plan.steps,
    hash: plan.hash,
    progress: progressOf(plan),
    failure: failureOf(plan.failure),
    staleCause: read(staleCause, plan.staleCause),
    summary: summaryOf(plan),
    requestList: parts.planned.flatMap((planned) => {
      const request = requestOf.get(planned.requestId);
      if (!request) return [];
      return [
        {
          id: request.id,
          title: request.title,
          service: request.service,
          rackType: request.rackType,
          racks: request.racks,
          requester: request.requester,
          outcome: planned.outcome,
          racksPlaced: planned.racksPlaced,
          certificate: certificateOf(planned.certificate),
        },
      ];
    }),
    actions: parts.actions.map(actionDto),
    approvals: parts.approvals.map(approvalDto),
    allowed: parts.allowed,
    repairs: parts.repairs,
    stillHolds: parts.stillHolds,
  };
}

function failureOf(stored: unknown): PlanDetail["failure"] {
  if (stored === null || typeof stored !== "object") return null;
  const { message, traceId } = stored as { message?: unknown; traceId?: unknown };
  return typeof message === "string" && typeof traceId === "string" ? { message, traceId } : null;
}
