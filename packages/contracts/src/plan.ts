import { planStates } from "@headroom/core/lifecycle/plan";
import { z } from "zod";
import { resourceAccounts, worstFailure } from "./capacity";
import { code, cursorInput, id, idCursor, isoDate, isoInstant, isoMonth, person, reason } from "./common";
import { requestCertificate } from "./explanation";
import { repairMove } from "./repair";

export const planPolicy = z.enum(["place-all", "selective"]);

/** plan.create: the requests are planned together; the worker does it. */
export const planCreateInput = z.object({
  title: z.string().trim().min(3).max(120).optional(),
  requestIds: z.array(id).min(1).max(500),
  policy: planPolicy.default("place-all"),
  seed: z.int().min(0).max(2_147_483_647).default(1),
  effort: z.enum(["quick", "normal", "thorough"]).default("normal"),
});
export const planRef = z.object({ id, version: z.int() });
export const planSubmitInput = planRef.extend({
  note: z.string().trim().max(2000).default(""),
  dueAt: isoInstant.optional(),
});
/** plan.leaveOut: the request waits again, its actions go. */
export const planLeaveOutInput = planRef.extend({ requestId: id });
export const planRenameInput = planRef.extend({ title: z.string().trim().min(3).max(120) });
export const planCancelInput = planRef.extend({ reason });
/** running: the worker was asked to stop and cancels it in a moment. */
export const planCancelResult = planRef.extend({ state: z.enum(["cancelled", "running"]) });
export const planGetInput = z.object({ id });
export const planListInput = cursorInput.extend({
  cursor: idCursor,
  states: z.array(z.enum(planStates)).optional(),
  region: code.optional(),
  mine: z.boolean().optional(),
});
export type PlanCreateInput = z.output<typeof planCreateInput>;
export type PlanListInput = z.output<typeof planListInput>;

export const planProgress = z.object({
  phase: z.enum(["queued", "loading", "planning", "explaining", "saving"]),
  done: z.number(),
  total: z.number(),
  now: z.string(),
  startedAt: isoInstant.nullable(),
  updatedAt: isoInstant,
});
export type PlanProgress = z.infer<typeof planProgress>;

/** What an approver sees, fixed when the plan is made; one per datacenter touched and the sum. Amounts as in capacity. */
export const datacenterImpact = z.object({
  datacenter: z.string(),
  region: z.string(),
  racks: z.int(),
  powerW: z.number(),
  before: resourceAccounts,
  after: resourceAccounts,
  worstFailureBefore: worstFailure.nullable(),
  worstFailureAfter: worstFailure.nullable(),
  /** The limits nearest to binding of what the plan leans on, after it: the first one binds, the second is next. Absent in older plans. */
  binds: z
    .array(
      z.object({
        kind: z.enum(["device", "coolingZone"]),
        name: z.string(),
        failed: z.string().nullable(),
        percentBefore: z.number(),
        percent: z.number(),
      }),
    )
    .optional(),
});
export type DatacenterImpact = z.infer<typeof datacenterImpact>;
/** Forecast demand, by the plain trend, that finds no room because of the plan. Amounts in positions or W; months as "2026-11". */
export const displacedDto = z.object({
  kind: z.enum(["region", "datacenter"]),
  place: z.string(),
  /** What runs out first. */
  resource: z.enum(["space", "power", "cooling"]),
  amount: z.number(),
  from: isoMonth,
  to: isoMonth,
  /** How much sooner it runs out; null: it would not have within the horizon. */
  monthsEarlier: z.number().nullable(),
  families: z.array(z.object({ family: z.string(), amount: z.number() })),
});
export type DisplacedDto = z.infer<typeof displacedDto>;

export const planSummary = z.object({
  requests: z.int(),
  requestsPlaced: z.int(),
  racksAsked: z.int(),
  racksPlaced: z.int(),
  powerW: z.number(),
  coolingW: z.number(),
  cost: z.number(),
  before: resourceAccounts,
  after: resourceAccounts,
  worstFailureBefore: worstFailure.nullable(),
  worstFailureAfter: worstFailure.nullable(),
  impacts: z.array(datacenterImpact),
  /** What binds first in the region, before and after, by the plain trend. */
  exhaustionMonthsBefore: z.number().nullable(),
  exhaustionMonthsAfter: z.number().nullable(),
  /** Regions first, then datacenters. Absent in older plans. */
  displaced: z.array(displacedDto).optional(),
  /** Racks that stand and move; they are none of those placed. Absent: none. */
  racksMoved: z.int().optional(),
});
export type PlanSummary = z.infer<typeof planSummary>;

/** Why a plan no longer holds. */
export const staleCause = z.object({
  kind: z.enum(["position_taken", "limit_broken", "number_worse", "request_changed"]),
  changes: z.array(
    z.object({
      what: z.string(), // position NRD2-1-17-04, device UPS-1C, worst failure of NRD-2 ...
      seen: z.string(),
      now: z.string(),
      by: z.string().nullable(), // the plan, person or import that caused it, when known
    }),
  ),
});
export type StaleCause = z.infer<typeof staleCause>;

export const planRow = z.object({
  id,
  title: z.string(),
  state: z.enum(planStates),
  author: person,
  regions: z.array(z.string()),
  datacenters: z.array(z.string()),
  requests: z.int(),
  requestsPlaced: z.int().nullable(),
  racks: z.int().nullable(),
  powerW: z.number().nullable(),
  createdAt: isoInstant,
  updatedAt: isoInstant,
  holdExpiresAt: isoInstant.nullable(),
  version: z.int(),
});
export type PlanRow = z.infer<typeof planRow>;
export const planList = z.object({ rows: z.array(planRow), next: z.string().nullable(), total: z.int() });

export const planActionDto = z.object({
  id,
  kind: z.enum(["add", "move", "retire"]),
  requestId: id.nullable(),
  rackType: z.string(),
  racks: z.int(),
  region: z.string(),
  datacenter: z.string(),
  room: z.string(),
  row: z.string(),
  rowId: id,
  positions: z.array(z.int()), // numbers along the row
  powerW: z.number(),
  cost: z.number(),
  startsOn: isoDate,
  /** Of a move: which rack comes from where. Absent: nothing moves. */
  moves: z.array(z.object({ rack: z.string(), fromRow: z.string(), from: z.int(), to: z.int() })).optional(),
  /** Of a move: what it mends. */
  mends: repairMove.shape.mends.optional(),
});
export type PlanActionDto = z.infer<typeof planActionDto>;

export const approvalDto = z.object({
  id,
  state: z.string(),
  hash: z.string(),
  requestedAt: isoInstant,
  requestedBy: person,
  dueAt: isoInstant,
  decisions: z.array(
    z.object({
      decider: person,
      verdict: z.enum(["approve", "request_changes", "decline"]),
      reason: z.string().nullable(),
      decidedAt: isoInstant,
    }),
  ),
});
export type ApprovalDto = z.infer<typeof approvalDto>;

export const planDetail = planRow.extend({
  lastEditor: person,
  policy: planPolicy,
  seed: z.int(),
  steps: z.int(),
  hash: z.string().nullable(),
  progress: planProgress.nullable(),
  failure: z.object({ message: z.string(), traceId: z.string() }).nullable(),
  staleCause: staleCause.nullable(),
  summary: planSummary.nullable(),
  requestList: z.array(
    z.object({
      id,
      title: z.string(),
      service: z.string(),
      rackType: z.string(),
      racks: z.int(),
      requester: person,
      outcome: z.enum(["placed", "partial", "rejected"]).nullable(),
      racksPlaced: z.int(),
      certificate: requestCertificate.nullable(),
    }),
  ),
  actions: z.array(planActionDto),
  approvals: z.array(approvalDto),
  /** Actions of this person on this plan, with the reason where one is off. */
  allowed: z.record(z.string(), z.object({ ok: z.boolean(), why: z.string().nullable() })),
  /** The datacenter that it mends by moving racks; null: it places requests. */
  repairs: z.string().nullable(),
  /** Live check of a draft or submitted plan: do its actions still hold? */
  stillHolds: z.boolean().nullable(),
});
export type PlanDetail = z.infer<typeof planDetail>;

/** plan.progress, and each event of plan.watch. */
export const planProgressResult = z.object({
  id,
  state: z.enum(planStates),
  version: z.int(),
  progress: planProgress.nullable(),
});
export type PlanProgressResult = z.infer<typeof planProgressResult>;
