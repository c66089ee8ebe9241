import { z } from "zod";
import { isoDate } from "./common";
import { apart } from "./placement-key";

/** Constraints by the names people see: `positions` of the planner is `space` here. */
export const limitNames = [
  "space",
  "cooling",
  "power",
  "failover",
  "positionWeight",
  "roomWeight",
  "ports",
  "tags",
  "freeze",
  "spread",
  "antiAffinity",
  "affinity",
] as const;

/**
 * Why something was or was not placed, as data. One limit at one place: asked, left, margin = left - asked, in `unit`.
 * `limit` names the constraint; `subject` the thing whose limit it is (a row, group, device or zone code; of tags those that are missing);
 * `failed` the top device assumed down, for failover.
 */
export const limitCheck = z.object({
  limit: z.enum(limitNames),
  subject: z.string(),
  failed: z.string().nullable(),
  asked: z.number(),
  left: z.number(),
  margin: z.number(),
  unit: z.enum(["W", "positions", "kg", "ports", "tags", "racks", "requests", "days"]),
  ok: z.boolean(),
  /** The whole limit; absent in certificates made before it was kept. */
  capacity: z.number().optional(),
  /** What kind of thing `subject` is. This and what follows is absent in certificates made before it was kept. */
  of: z.enum(["row", "group", "coolingZone", "device", "room", "networkZone", "faultDomain", "datacenter"]).optional(),
  /** With a rule among racks of one key: the key. */
  key: z.string().optional(),
  /** With a freeze: its days, both included, and why. */
  frozen: z.object({ from: isoDate, to: isoDate, reason: z.string() }).optional(),
  /** With a broken affinity: where the others of the key are. */
  elsewhere: z.array(z.string()).optional(),
});
export type LimitCheck = z.infer<typeof limitCheck>;

/** The smallest change that makes it fit, found by solving again. */
export const relaxation = z.object({
  limit: z.enum([...limitNames, "size"]),
  subject: z.string(),
  /** Absent in certificates made before it was kept. */
  of: limitCheck.shape.of,
  /** With a rule among racks of one key. */
  key: z.string().optional(),
  failed: z.string().nullable(),
  /** How much more of it, in `unit` (freeze: days later; antiAffinity: requests that leave), or how many racks fewer for `size`. */
  by: z.number(),
  unit: z.enum(["W", "positions", "kg", "ports", "tags", "racks", "requests", "days"]),
  row: z.string().nullable(),
  /** Of the row; absent in certificates made before it was kept. */
  room: z.string().optional(),
  verified: z.literal(true),
});
export type RelaxationDto = z.infer<typeof relaxation>;

export const rowCertificate = z.object({
  row: z.string(),
  room: z.string(),
  fits: z.boolean(),
  /** Worst first. */
  checks: z.array(limitCheck),
});
export type RowCertificateDto = z.infer<typeof rowCertificate>;

export const chosenPlace = z.object({
  row: z.string(),
  /** Of the row; absent in certificates made before it was kept. So below. */
  room: z.string().optional(),
  groups: z.record(z.string(), z.int()),
  score: z.number(),
  terms: z.record(z.string(), z.number()),
  runnerUp: z
    .object({
      row: z.string(),
      room: z.string().optional(),
      score: z.number(),
      terms: z.record(z.string(), z.number()),
    })
    .nullable(),
  /** The next limit to bind in the row after this placement. */
  nextLimit: limitCheck.nullable(),
});

/** What a request brings, and what its room is expected to bring to later ones: both in reward of the planner (200 a request and 100 a rack, more where it is urgent). */
export const withheldPrice = z.object({ reward: z.number(), expectedLoss: z.number() });
export type WithheldPrice = z.infer<typeof withheldPrice>;

/** Of a request: rejected ones have the nearest rows and relaxations, placed ones the score against the runner-up. */
export const requestCertificate = z.object({
  outcome: z.enum(["placed", "partial", "rejected"]),
  datacenter: z.string().nullable(),
  /** Rows tried, by the limit that stopped them first. */
  rowsByLimit: z.record(z.string(), z.int()),
  nearest: z.array(rowCertificate),
  relaxations: z.array(relaxation),
  chosen: chosenPlace.nullable(),
  /** Where it took more than one row: every lot, `chosen` first. */
  lots: z.array(chosenPlace).optional(),
  /** The datacenters it might have gone to, best first, as they were before the plan. */
  considered: z
    .array(
      z.object({
        datacenter: z.string(),
        zone: z.string(),
        fits: z.boolean(),
        rowsThatFit: z.int(),
        lots: z.int(),
        racksThatFit: z.int(),
        freePositions: z.number(),
        freePowerW: z.number(),
      }),
    )
    .optional(),
  /** Left out although it fits, for likelier later requests (policy `selective`): where it would go, and what that would cost. */
  withheld: withheldPrice.extend({ row: z.string() }).optional(),
  /**
   * A person chose the place. `from`: where the planner had it, null: nowhere; `cost`: points dearer than there, or what gave way paid.
   * `withheld`: the policy would have kept it back, at that price. `dropped`: planned again since, and the place no longer holds, by that
   * limit (null: the row or its groups are gone).
   */
  override: z
    .object({
      by: z.string(),
      at: z.string(),
      reason: z.string(),
      note: z.string(),
      from: z.string().nullable(),
      row: z.string(),
      cost: z.number(),
      withheld: withheldPrice.optional(),
      dropped: z.object({ limit: limitCheck.nullable() }).nullable(),
    })
    .optional(),
  /** No datacenter was left to it: others of its affinity key stand elsewhere. */
  apart: apart.optional(),
  /** Moved out of its row by a person's choice for this other request. */
  displacedBy: z.int().optional(),
});
export type RequestCertificateDto = z.infer<typeof requestCertificate>;
