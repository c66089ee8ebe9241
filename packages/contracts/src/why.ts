import { z } from "zod";
import { id } from "./common";
import { limitCheck, relaxation, rowCertificate } from "./explanation";

/** Why a request stands where it stands, or nowhere, on the floor of now: rows with every limit, and what would help. */

export const whyInput = z.object({
  requestId: id,
  /** With everything that this plan places; absent: on the floor alone. */
  planId: id.optional(),
});

/** A limit to raise, by the ids of the datacenter's things. */
export const reliefChange = z.object({
  limit: z.string().max(40),
  subjectKind: z.string().max(40),
  subjectId: z.string().max(250),
  amount: z.number().nonnegative(),
});
export type ReliefChange = z.infer<typeof reliefChange>;

export const relief = z.object({
  /** Raised together, in this row; or, with none of them, so many racks fewer. */
  rowId: id,
  changes: z.array(reliefChange).max(50),
  fewer: z.int().min(0),
});
export type Relief = z.infer<typeof relief>;

export const whyRow = rowCertificate.extend({
  rowId: id,
  kind: z.enum(["chosen", "runnerUp", "nearest"]),
  racks: z.int(),
});
export type WhyRow = z.infer<typeof whyRow>;

export const why = z.object({
  requestId: id,
  racks: z.int(),
  rackType: z.string(),
  datacenter: z.string(),
  /** The rows it stands in first, then the best other one that takes it, then the nearest that do not. */
  rows: z.array(whyRow),
  /** Rows that take all of it. */
  rowsThatFit: z.int(),
  /** Cheapest first; of a request that found a place, none. */
  reliefs: z.array(z.object({ relief, words: z.array(relaxation) })),
});
export type Why = z.infer<typeof why>;

/** placement.tryRelief: solves again with the relief applied to a copy. Nothing is written. */
export const tryReliefInput = whyInput.extend({ datacenter: z.string().max(200), relief });
export const triedRelief = z.object({
  /** null: it fits nowhere, even so (the floor has moved since). */
  place: z
    .object({
      rowId: id,
      row: z.string(),
      room: z.string(),
      datacenter: z.string(),
      racks: z.int(),
      /** It is split over so many; the row named is the first. */
      rows: z.int(),
      rowsThatFit: z.int(),
    })
    .nullable(),
  /** The limits of that row with the least left after it, nearest first. */
  next: z.array(limitCheck),
  /** Other requests of the plan without a place (or with part of one): how many, and those that would find one with it too. */
  others: z.int(),
  freed: z.array(z.object({ requestId: id, title: z.string(), racks: z.int() })),
});
export type TriedRelief = z.infer<typeof triedRelief>;
