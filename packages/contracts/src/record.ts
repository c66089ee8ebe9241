import { assetStates } from "@headroom/core/lifecycle/asset";
import { z } from "zod";
import { id, isoDate } from "./common";
import { limitCheck } from "./explanation";
import { recordTypeName } from "./table";

/** As in the fleet format's JSON: days as text, words as a list, objects as their JSON text; null says nothing. */
export const recordValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
/** By the names of the type's fields. */
export const recordFields = z.record(z.string().max(60), z.json());
const version = z.int().positive();
/** Moment, UTC, to the microsecond. */
const moment = z.string();

/** A place on the floor, by natural keys. */
export const recordPlace = z.object({
  datacenter: z.string(),
  room: z.string(),
  row: z.string(),
  number: z.int().positive(),
});

/**
 * What shall happen to one object. `version`: the one that was seen. `on`: first day of the new place or state; default: today.
 * `move` ends where a rack stands and begins another placement, with everything in it. `retire` of a rack ends its placement and retires
 * what is in it. A server moves by an edit of `rack`, `start_u` and `face`.
 */
export const recordChange = z.discriminatedUnion("op", [
  z.object({ op: z.literal("create"), type: recordTypeName, fields: recordFields }),
  z.object({ op: z.literal("edit"), type: recordTypeName, id, version, fields: recordFields }),
  z.object({ op: z.literal("delete"), type: recordTypeName, id, version }),
  z.object({ op: z.literal("move"), type: z.literal("racks"), id, version, to: recordPlace, on: isoDate.optional() }),
  z.object({ op: z.literal("retire"), type: z.enum(["racks", "servers"]), id, version, on: isoDate.optional() }),
]);
export type RecordChange = z.infer<typeof recordChange>;

/** record.preview and record.change: all of it or nothing. */
export const recordChangesInput = z.object({
  changes: z.array(recordChange).min(1).max(5_000),
  reason: z.string().trim().max(2000).optional(),
});
export type RecordChangesInput = z.infer<typeof recordChangesInput>;

const fieldDiff = z.object({ field: z.string(), before: recordValue, after: recordValue });

export const recordObject = z.object({
  /** The change that brings it, from 0. */
  at: z.int(),
  type: recordTypeName,
  /** null: a new one that is not written yet. */
  id: id.nullable(),
  /** Natural key afterwards; of what is deleted, before. */
  key: z.array(recordValue),
  op: z.enum(["create", "edit", "delete"]),
  /** What changes; of new and deleted objects, what they say. */
  fields: z.array(fieldDiff),
});

/** A rule that the changes break, with what to do. `at`: the change, from 0. `field`: null where it is about the whole object. */
export const recordProblem = z.object({
  at: z.int(),
  type: recordTypeName,
  field: z.string().nullable(),
  value: z.string(),
  expected: z.string(),
  advice: z.string(),
  /** Where it is a limit: how much was asked of it, and how much was left. */
  check: limitCheck.optional(),
});

/** An object that somebody changed meanwhile: what it was when it was seen, what it is now, what was wanted. */
export const recordConflict = z.object({
  at: z.int(),
  type: recordTypeName,
  id,
  /** The one that was seen. */
  version: z.int(),
  /** null: it is no more. */
  now: z.int().nullable(),
  key: z.array(recordValue),
  /** Fields that either side changed. `clash`: both did, differently. */
  fields: z.array(
    z.object({ field: z.string(), base: recordValue, theirs: recordValue, mine: recordValue, clash: z.boolean() }),
  ),
});

const capacityNow = z.object({ positions: z.int(), installedW: z.number(), freeW: z.number(), strandedW: z.number() });

export const recordPreview = z.object({
  objects: z.array(recordObject),
  problems: z.array(recordProblem),
  conflicts: z.array(recordConflict),
  /** Of the datacenters that it changes, where they are few; only where nothing stands in its way. */
  capacity: z.array(z.object({ datacenter: z.string(), before: capacityNow, after: capacityNow })),
});
export type RecordPreview = z.infer<typeof recordPreview>;

export const recordOutcome = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("done"),
    /** Of the change, for record.undo. null: nothing was different. */
    change: id.nullable(),
    objects: z.array(recordObject.extend({ version: z.int().nullable() })),
  }),
  recordPreview.omit({ capacity: true }).extend({ kind: z.literal("refused") }),
]);
export type RecordOutcome = z.infer<typeof recordOutcome>;

/** record.undo: of a change that nobody undid yet. Objects that changed since are `conflicts` of a refused outcome. */
export const recordUndoInput = z.object({ change: id });

/** record.get: by id, or by natural key in the order of the type's. */
export const recordGetInput = z.union([
  z.object({ type: recordTypeName, id }),
  z.object({ type: recordTypeName, key: z.array(z.union([z.string(), z.number(), z.null()])).max(8) }),
]);
export type RecordGetInput = z.infer<typeof recordGetInput>;
export const recordDetail = z.object({
  type: recordTypeName,
  id,
  version: z.int(),
  changedAt: moment,
  key: z.array(recordValue),
  fields: z.record(z.string(), recordValue),
  /** Of racks and servers: the states that one step leads to. */
  nextStates: z.array(z.enum(assetStates)),
});
export type RecordDetail = z.infer<typeof recordDetail>;

/** record.history: newest first. */
export const recordHistoryInput = z.object({ type: recordTypeName, id });
export type RecordHistoryInput = z.infer<typeof recordHistoryInput>;
export const recordHistory = z.array(
  z.object({
    version: z.int(),
    op: z.enum(["create", "edit", "delete"]),
    at: moment,
    /** Who did it, through what, why; null: from before events were kept with it, or beside the product. */
    by: z
      .object({
        event: z.string(),
        action: z.string(),
        actor: z.string(),
        via: z.string(),
        reason: z.string().nullable(),
        change: id.nullable(),
      })
      .nullable(),
    fields: z.array(fieldDiff),
  }),
);
export type RecordHistory = z.infer<typeof recordHistory>;

/** record.asOf: an object as it was at the end of a day. */
export const recordAsOfInput = z.object({ type: recordTypeName, id, day: isoDate });
export type RecordAsOfInput = z.infer<typeof recordAsOfInput>;
