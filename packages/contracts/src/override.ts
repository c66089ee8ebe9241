import { z } from "zod";
import { id, isoInstant, person } from "./common";
import { limitCheck, rowCertificate, withheldPrice } from "./explanation";
import { apart } from "./placement-key";

/** A planner's own place for racks of a draft, instead of the one the planner proposed; and the rules that come of it. */

/** Racks by position group of one row. */
export const rackSplit = z.record(z.string().max(60), z.int().min(0).max(100_000));

/** What is picked up: the placement of one action, or the racks of a request of the draft that have no place. One of the two. */
const picked = z.object({ planId: id, actionId: id.optional(), requestId: id.optional() });
const isOne = (input: { actionId?: number | undefined; requestId?: number | undefined }) =>
  (input.actionId === undefined) !== (input.requestId === undefined);
const one = { path: ["actionId"], message: "expected an action, or else a request" };
const aimed = picked.extend({
  rowId: id,
  /** Absent: the best split of the row. */
  racks: rackSplit.optional(),
});
export const overrideRowsInput = picked.refine(isOne, one);
export type OverridePicked = z.output<typeof overrideRowsInput>;
export const overridePreviewInput = aimed.refine(isOne, one);
export type OverridePreviewInput = z.output<typeof overridePreviewInput>;
export const overrideKeepInput = aimed
  .extend({ version: z.int(), reasonId: id, note: z.string().trim().max(2000).default("") })
  .refine(isOne, one);
export type OverrideKeepInput = z.output<typeof overrideKeepInput>;
/** override.release: the place stays as it is, and the next planning may choose another. */
export const overrideReleaseInput = z.object({ planId: id, version: z.int(), requestId: id });

export const overridePlace = z.object({ rowId: id, row: z.string(), room: z.string(), datacenter: z.string() });
export type OverridePlace = z.infer<typeof overridePlace>;

/** One row as a target, best first: those that take it, those that take it if others give way, then the nearest misses. */
export const overrideRow = overridePlace.extend({
  state: z.enum(["here", "fits", "displaces", "broken"]),
  /** Points dearer than where it stands now, or, where it stands nowhere, than the best row; null where it does not fit. */
  cost: z.number().nullable(),
  free: z.int(),
  /** The limit that stands in the way; where it fits, the one with least left after it. */
  worst: limitCheck.nullable(),
  /** A rule in force keeps racks of this family out of it. */
  rule: z.string().nullable(),
});
export type OverrideRow = z.infer<typeof overrideRow>;
export const overrideRows = z.object({
  requestId: id,
  title: z.string(),
  racks: z.int(),
  rackType: z.string(),
  /** null: it has no place in the draft. */
  from: overridePlace.nullable(),
  /** Why there are no rows: others of its affinity key are in other datacenters. */
  apart: apart.nullable(),
  rows: z.array(overrideRow),
});
export type OverrideRows = z.infer<typeof overrideRows>;

export const overrideEffect = z.object({
  requestId: id,
  title: z.string(),
  rackType: z.string(),
  racks: z.int(),
  /** null: it has no place in the draft. */
  from: overridePlace.nullable(),
  to: overridePlace,
  /** Whether it can be kept: every limit holds with all that stands and all that people placed. */
  fits: z.boolean(),
  /** It stands there already, split like this. */
  unchanged: z.boolean(),
  /** The target row's groups, with the racks that would stand in each. */
  groups: z.array(z.object({ id: z.string(), name: z.string(), free: z.int(), racks: z.int() })),
  /** The target row held against it. */
  certificate: rowCertificate,
  /** Points by term; smaller is better. null where the place breaks a limit, or it stood nowhere. */
  score: z
    .object({
      here: z.number(),
      there: z.number(),
      terms: z.array(z.object({ term: z.string(), here: z.number(), there: z.number() })),
    })
    .nullable(),
  /** there - here, in points; where it stood nowhere, what those that give way pay. 0 where it breaks a limit. */
  cost: z.number(),
  /** Every limit of both rows: what is left of it with the plan as it is and as it would be. Least left first. */
  limits: z.array(
    z.object({
      limit: limitCheck.shape.limit,
      subject: z.string(),
      failed: z.string().nullable(),
      unit: limitCheck.shape.unit,
      capacity: z.number(),
      before: z.number(),
      after: z.number(),
    }),
  ),
  /** Other placements of the plan that have to give way, and where they would go; null: they lose their place. */
  displaced: z.array(
    z.object({
      requestId: id,
      title: z.string(),
      racks: z.int(),
      rackType: z.string(),
      from: overridePlace,
      to: overridePlace.nullable(),
      /** Points dearer there than where it was; null: it loses its place. */
      cost: z.number().nullable(),
    }),
  ),
  /** Requests of the plan without a place (or with part of one) that would find one afterwards, by planning again. */
  fitsThen: z.array(z.object({ requestId: id, title: z.string(), racks: z.int() })),
  /** A rule in force that it goes against. */
  rule: z.string().nullable(),
  /** The policy would rather keep its room for others: what that is worth, in reward. */
  withheld: withheldPrice.nullable(),
});
export type OverrideEffect = z.infer<typeof overrideEffect>;

export const overrideReason = z.object({ id, label: z.string(), active: z.boolean() });
export type OverrideReason = z.infer<typeof overrideReason>;
export const overrideReasonInput = z.object({
  /** Absent: a new one. */
  id: id.optional(),
  label: z.string().trim().min(3).max(80),
  active: z.boolean().default(true),
});

export const overrideDto = z.object({
  id,
  planId: id,
  plan: z.string(),
  requestId: id,
  request: z.string(),
  family: z.string(),
  rackType: z.string(),
  racks: z.int(),
  /** Where the planner had put it; null: nowhere, or the row is gone since. */
  from: overridePlace.nullable(),
  to: overridePlace,
  reason: z.string(),
  note: z.string(),
  cost: z.number(),
  /** Racks of other requests that lost their place for it. */
  racksLost: z.int(),
  state: z.enum(["kept", "replaced", "released", "dropped"]),
  author: person,
  createdAt: isoInstant,
});
export type OverrideDto = z.infer<typeof overrideDto>;

/** A reason given so often for the same row or family that it may as well be a rule. */
export const ruleOffer = z.object({
  rowId: id,
  row: z.string(),
  room: z.string(),
  datacenter: z.string(),
  /** null: every family. */
  familyId: id.nullable(),
  family: z.string().nullable(),
  reasonId: id,
  reason: z.string(),
  times: z.int(),
  cost: z.number(),
});
export type RuleOffer = z.infer<typeof ruleOffer>;
export const placementRule = overridePlace.extend({
  id,
  family: z.string().nullable(),
  reason: z.string(),
  author: person,
  createdAt: isoInstant,
});
export type PlacementRule = z.infer<typeof placementRule>;
export const ruleKeepInput = z.object({ rowId: id, familyId: id.nullable(), reasonId: id });
export const ruleEndInput = z.object({ id });

const tally = z.object({ key: z.string(), times: z.int(), racks: z.int(), cost: z.number() });
export const overrideReport = z.object({
  /** Newest first, the latest 500. */
  overrides: z.array(overrideDto),
  byReason: z.array(tally),
  /** By the row that was left. */
  byRow: z.array(tally),
  offers: z.array(ruleOffer),
  rules: z.array(placementRule),
});
export type OverrideReport = z.infer<typeof overrideReport>;
