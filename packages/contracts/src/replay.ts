import { requestStates } from "@headroom/core/lifecycle/request";
import { studyStates } from "@headroom/core/lifecycle/study";
import { z } from "zod";
import { resourceAccounts, worstFailure } from "./capacity";
import { code, cursorInput, id, idCursor, isoDate, isoInstant, person } from "./common";
import { planPolicy, planProgress } from "./plan";
import { batchOrder, columnDecision, columnSummary } from "./scenario";

/** replay.create: requests made from the first to the last day, both included. `region` null: of all regions. */
export const replayCreateInput = z
  .object({
    region: code.nullable().default(null),
    from: isoDate,
    to: isoDate,
    policy: planPolicy.default("place-all"),
    order: batchOrder.default("arrival"),
    effort: z.enum(["quick", "normal", "thorough"]).default("normal"),
  })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "ends before it begins" });
export type ReplayCreateInput = z.output<typeof replayCreateInput>;
export const replayRef = z.object({ id, version: z.int() });
export const replayGetInput = z.object({ id });
export const replayListInput = cursorInput.extend({ cursor: idCursor });
export type ReplayListInput = z.output<typeof replayListInput>;

/** What became of a request in reality. */
export const realOutcome = z.object({
  state: z.enum(requestStates),
  racksPlaced: z.int(),
  places: columnDecision.shape.places,
  planId: id.nullable(),
});

/** A request of the past: what the replay makes of it, and what was made of it. */
export const replayDecision = columnDecision.extend({
  title: z.string(),
  service: z.string(),
  rackType: z.string(),
  region: z.string(),
  /** Day on which it was made. */
  madeOn: isoDate,
  real: realOutcome,
});
export type ReplayDecision = z.infer<typeof replayDecision>;

/** `column` is of the replay on the floor without these requests; `real` of today's floor. Accounts over the same datacenters. */
export const replaySummary = z.object({
  column: columnSummary,
  real: z.object({
    requestsPlaced: z.int(),
    racksPlaced: z.int(),
    powerW: z.number(),
    after: resourceAccounts,
    worstFailure: worstFailure.nullable(),
  }),
  /** Racks of these requests that were taken off today's floor, and those that stand as racks and could not be told apart. */
  racksTakenOff: z.int(),
  racksLeftStanding: z.int(),
  /** The first request, as they came, that was not placed whole. */
  firstMiss: z.object({ replay: id.nullable(), real: id.nullable() }),
});
export type ReplaySummary = z.infer<typeof replaySummary>;

export const replayRow = z.object({
  id,
  version: z.int(),
  region: z.string().nullable(),
  from: isoDate,
  to: isoDate,
  policy: planPolicy,
  order: batchOrder,
  state: z.enum(studyStates),
  author: person,
  createdAt: isoInstant,
  solvedAt: isoInstant.nullable(),
  tookMs: z.int().nullable(),
  progress: planProgress.nullable(),
  failure: z.object({ message: z.string(), traceId: z.string() }).nullable(),
  /** null until it is done. */
  figures: z
    .object({ requests: z.int(), racksAsked: z.int(), racksPlaced: z.int(), realRacksPlaced: z.int() })
    .nullable(),
});
export type ReplayRow = z.infer<typeof replayRow>;
export const replayList = z.object({ rows: z.array(replayRow), next: z.string().nullable(), total: z.int() });

export const replayDetail = replayRow.extend({
  seed: z.int(),
  steps: z.int(),
  summary: replaySummary.nullable(),
  decisions: z.array(replayDecision),
  /** Datacenters that changed since: the replay is of another floor. */
  moved: z.array(z.object({ code: z.string(), changes: z.int() })),
  edit: z.object({ ok: z.boolean(), why: z.string().nullable() }),
});
export type ReplayDetail = z.infer<typeof replayDetail>;

/** What a replay's row keeps as JSON. */
export const storedReplayDecisions = z.array(replayDecision);
