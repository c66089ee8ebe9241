import { planStates } from "@headroom/core/lifecycle/plan";
import { studyStates } from "@headroom/core/lifecycle/study";
import { z } from "zod";
import { resourceAccounts, worstFailure } from "./capacity";
import { code, id, isoInstant, person } from "./common";
import { limitCheck, requestCertificate } from "./explanation";
import { knobOf } from "./knobs";
import { batchOrders } from "./names";
import { planPolicy, planProgress, staleCause } from "./plan";

/** Most scenarios of one plan, by their letters. */
export const scenarioLetters = ["A", "B", "C", "D"] as const;

/** The order in which requests are served: by urgency and date, as they came, or the largest first. */
export const batchOrder = z.enum(batchOrders);
export type BatchOrder = z.infer<typeof batchOrder>;

/** Of the datacenter's model: ids are the database's numbers as text. */
const modelId = z.string().regex(/^[1-9]\d{0,9}$/, "expected the number of a row, a device or a cooling zone");

/**
 * What is otherwise in a scenario. `pin`, `forbid`, `order` and `policy` only decide differently in the world as it is: their outcome can
 * be kept. All others change the world, and nobody can build on that.
 */
export const scenarioChange = z.discriminatedUnion("kind", [
  /** Racks asked for, all requests: in percent more (or less). At least one rack is left of each. */
  z.object({ kind: z.literal("growth"), percent: z.int().min(-90).max(900) }),
  /** Power and heat of a rack type, in percent more (or less); `standing`: also of those that stand or are promised. */
  z.object({
    kind: z.literal("rack_power"),
    rackType: code,
    percent: z.int().min(-90).max(400),
    standing: z.boolean().default(false),
  }),
  /** A power device is gone, with all below it: what it fed lives on the other feed, within the failover capacity there. */
  z.object({ kind: z.literal("device_out"), datacenterId: id, deviceId: modelId }),
  /** A cooling zone is gone: nothing new in it. */
  z.object({ kind: z.literal("zone_out"), datacenterId: id, zoneId: modelId }),
  /** Empty rows like one that is there, on the same feeds and cooling zones. */
  z.object({ kind: z.literal("extra_rows"), datacenterId: id, likeRowId: modelId, rows: z.int().min(1).max(20) }),
  /** More capacity for one device (normal and after a failure) or one cooling zone. */
  z.object({
    kind: z.literal("extra_power"),
    datacenterId: id,
    target: z.enum(["device", "zone"]),
    targetId: modelId,
    extraW: z.int().min(1).max(100_000_000),
  }),
  /** The request goes to this row or nowhere. */
  z.object({ kind: z.literal("pin"), requestId: id, datacenterId: id, rowId: modelId }),
  /** The request goes anywhere but there. */
  z.object({ kind: z.literal("forbid"), requestId: id, datacenterId: id, rowId: modelId }),
  z.object({ kind: z.literal("order"), order: batchOrder }),
  z.object({ kind: z.literal("policy"), policy: planPolicy }),
]);
export type ScenarioChange = z.infer<typeof scenarioChange>;
export type ScenarioChangeKind = ScenarioChange["kind"];

/** Kinds whose outcome is possible in the world as it is. */
export const keepableKinds: readonly ScenarioChangeKind[] = ["pin", "forbid", "order", "policy"];

export const scenarioChanges = z
  .array(scenarioChange)
  .max(50)
  .superRefine((changes, context) => {
    const seen = new Map<string, number>();
    changes.forEach((change, i) => {
      const knob = knobOf(change);
      if (seen.has(knob))
        context.addIssue({ code: "custom", path: [i], message: "this is changed twice in one scenario" });
      seen.set(knob, i);
    });
  });

const name = z.string().trim().min(1).max(60);

/** scenario.create: the next free letter; solved by the worker. */
export const scenarioCreateInput = z.object({ planId: id, name, changes: scenarioChanges });
export const scenarioRef = z.object({ id, version: z.int() });
/** scenario.update: other changes are solved again, another name is not. */
export const scenarioUpdateInput = scenarioRef.extend({ name, changes: scenarioChanges });
/** scenario.keep: `planVersion` is the draft that the scenario takes the place of. */
export const scenarioKeepInput = scenarioRef.extend({ planVersion: z.int() });
/** scenario.remove. */
export const scenarioRemoved = z.object({ id });
export const scenarioBoardInput = z.object({ planId: id });
export type ScenarioCreateInput = z.output<typeof scenarioCreateInput>;
export type ScenarioUpdateInput = z.output<typeof scenarioUpdateInput>;

/** What a column comes to. Accounts are sums over every datacenter that the requests may go to, so that columns compare. */
export const columnSummary = z.object({
  requests: z.int(),
  requestsPlaced: z.int(),
  racksAsked: z.int(),
  racksPlaced: z.int(),
  positions: z.int(),
  powerW: z.number(),
  coolingW: z.number(),
  cost: z.number(),
  datacenters: z.array(z.string()),
  before: resourceAccounts,
  after: resourceAccounts,
  worstFailureBefore: worstFailure.nullable(),
  worstFailureAfter: worstFailure.nullable(),
  exhaustionMonthsBefore: z.number().nullable(),
  exhaustionMonthsAfter: z.number().nullable(),
  /** The limit that keeps out most racks, and how many. null: everything is placed. */
  binds: z.object({ limit: z.string(), subject: z.string(), failed: z.string().nullable(), racks: z.int() }).nullable(),
  /** Of all rows that were used, the limit with the least left for one rack more. */
  next: z.object({ datacenter: z.string(), check: limitCheck }).nullable(),
  /** Racks that stand and have lost one feed, both feeds, or their cooling zone in this world. */
  oneFeedRacks: z.int(),
  darkRacks: z.int(),
  uncooledRacks: z.int(),
});
export type ColumnSummary = z.infer<typeof columnSummary>;

/** Where a request goes in a column, and why. The certificate is cut to what a comparison says. */
export const columnDecision = z.object({
  requestId: id,
  outcome: z.enum(["placed", "partial", "rejected"]).nullable(),
  racks: z.int(),
  racksPlaced: z.int(),
  places: z.array(
    z.object({
      datacenter: z.string(),
      room: z.string(),
      row: z.string(),
      rowId: z.int(), // negative: a row that is only in the scenario
      racks: z.int(),
    }),
  ),
  certificate: requestCertificate.nullable(),
});
export type ColumnDecision = z.infer<typeof columnDecision>;

/** What moved in the fleet since the column was solved. */
export const columnDrift = z.object({
  datacenters: z.array(z.object({ code: z.string(), changes: z.int() })),
  what: z.array(z.string()),
  /** The draft itself became another one. */
  baseChanged: z.boolean(),
});
export type ColumnDrift = z.infer<typeof columnDrift>;

export const scenarioDto = z.object({
  id,
  letter: z.enum(scenarioLetters),
  name: z.string(),
  version: z.int(),
  state: z.enum(studyStates),
  changes: z.array(scenarioChange),
  author: person,
  createdAt: isoInstant,
  solvedAt: isoInstant.nullable(),
  tookMs: z.int().nullable(),
  progress: planProgress.nullable(),
  failure: z.object({ message: z.string(), traceId: z.string() }).nullable(),
  summary: columnSummary.nullable(),
  decisions: z.array(columnDecision),
  drift: columnDrift.nullable(),
  /** Kinds of changes for which it cannot be kept; empty: its outcome is possible in the world as it is. */
  worldChanges: z.array(z.string()),
});
export type ScenarioDto = z.infer<typeof scenarioDto>;

const deed = z.object({ ok: z.boolean(), why: z.string().nullable() });

/** scenario.board: a plan beside its scenarios. */
export const scenarioBoard = z.object({
  plan: z.object({
    id,
    title: z.string(),
    state: z.enum(planStates),
    version: z.int(),
    policy: planPolicy,
    seed: z.int(),
    steps: z.int(),
    updatedAt: isoInstant,
  }),
  requests: z.array(
    z.object({
      id,
      title: z.string(),
      service: z.string(),
      rackType: z.string(),
      racks: z.int(),
      region: z.string(),
      priority: z.int(),
    }),
  ),
  base: z.object({
    summary: columnSummary.nullable(),
    decisions: z.array(columnDecision),
    /** Why the draft itself no longer holds. */
    stale: staleCause.nullable(),
  }),
  scenarios: z.array(scenarioDto),
  edit: deed,
});
export type ScenarioBoard = z.infer<typeof scenarioBoard>;

/** scenario.progress, and each event of scenario.watch. */
export const scenarioProgressResult = z.array(
  z.object({ id, state: z.enum(studyStates), version: z.int(), progress: planProgress.nullable() }),
);
export type ScenarioProgress = z.infer<typeof scenarioProgressResult>;
/** scenario.watch: until none of these is queued or running. */
export const scenarioWatchInput = scenarioBoardInput.extend({ ids: z.array(id).min(1).max(scenarioLetters.length) });

/** scenario.options: what changes can be about, of the datacenters that the plan's requests may go to. */
export const scenarioOptions = z.object({
  rackTypes: z.array(z.string()),
  datacenters: z.array(
    z.object({
      id,
      code: z.string(),
      devices: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          kind: z.string(),
          top: z.boolean(),
          capacityW: z.number(),
          racks: z.int(),
        }),
      ),
      zones: z.array(z.object({ id: z.string(), name: z.string(), capacityW: z.number() })),
      rows: z.array(
        z.object({ id: z.string(), name: z.string(), room: z.string(), positions: z.int(), free: z.int() }),
      ),
    }),
  ),
  /** Datacenters each request may go to. */
  requests: z.array(z.object({ id, datacenterIds: z.array(id) })),
});
export type ScenarioOptions = z.infer<typeof scenarioOptions>;

/** What a scenario's row keeps as JSON. */
export const storedDecisions = z.array(columnDecision);
export const storedSnapshot = z.array(z.object({ datacenter: z.string(), version: z.int() }));
export const storedFailure = z.object({ message: z.string(), traceId: z.string() });
