import { z } from "zod";
import { id, isoInstant } from "./common";

/**
 * What foreign files hold, by file name: records of which type, what our columns are called there (theirs to ours), columns to pass over,
 * and values for columns that the file does not have, written as in CSV.
 */
export const fleetMapping = z.record(
  z.string(),
  z.strictObject({
    type: z.string(),
    columns: z.record(z.string(), z.string()).default({}),
    ignore: z.array(z.string()).default([]),
    constants: z.record(z.string(), z.string()).default({}),
  }),
);
export type FleetMapping = z.infer<typeof fleetMapping>;

/** import.check: the files of one NetBox dump (or one placement instance), as text; nothing is written but the report. */
export const importCheckInput = z.object({
  kind: z.enum(["netbox", "datacenter", "fleet", "devicetypes", "regions"]),
  files: z
    .array(z.object({ name: z.string().max(200), base64: z.string().max(40_000_000) }))
    .min(1)
    // a device-type library has a file for each device
    .max(2000),
  options: z.record(z.string(), z.number()).default({}),
  mapping: fleetMapping.default({}),
});
/** import.ask: what the files leave open, asked before they are checked. Nothing is kept. */
export const importAskInput = importCheckInput.pick({ kind: true, files: true });
export const importAsked = z.object({
  /** Device types that say nothing of their power. */
  devices: z.array(z.object({ manufacturer: z.string(), slug: z.string(), model: z.string(), supplyBays: z.int() })),
  /** The table of cloud regions, of which some may be chosen; null: there is none, or it cannot be read. */
  regions: z.object({ header: z.array(z.string()), rows: z.array(z.array(z.string())) }).nullable(),
});
export type ImportAsked = z.infer<typeof importAsked>;
export const rejectedCell = z.object({
  file: z.string(),
  line: z.int(),
  column: z.string(),
  value: z.string(),
  expected: z.string(),
  advice: z.string(),
});
export const assumption = z.object({
  id: z.string(),
  kind: z.string(),
  subject: z.string(),
  what: z.string(),
  value: z.string(),
  why: z.string(),
  count: z.int(),
  /** The option of import.check that changes the value. */
  option: z.string().nullable().optional(),
});
/**
 * Something of which people here and the source have both said something new. `before`: what the source said of it last, null for nothing;
 * `source`: what it says now. Undecided, it stays as it is here.
 */
export const importConflict = z.object({
  id: z.string(),
  noun: z.string(),
  /** What it is called. */
  name: z.string(),
  field: z.enum(["place", "feeds"]),
  before: z.string().nullable(),
  here: z.string().nullable(),
  source: z.string(),
});
export type ImportConflict = z.infer<typeof importConflict>;
export const importReport = z.object({
  counts: z.array(
    z.object({ noun: z.string(), read: z.int(), create: z.int(), update: z.int(), same: z.int(), rejected: z.int() }),
  ),
  rejected: z.array(rejectedCell),
  assumptions: z.array(assumption),
  /** Absent: none, or a report of before there were any. */
  conflicts: z.array(importConflict).optional(),
  /**
   * Things that came without numbers, by NetBox's import forms, and are known now by the numbers that the source has: how many of each of its tables, and
   * the names of the first. Absent: none.
   */
  adopted: z.array(z.object({ noun: z.string(), count: z.int(), names: z.array(z.string()) })).optional(),
  warnings: z.array(z.string()),
});
export type ImportReport = z.infer<typeof importReport>;
export const importRunDto = z.object({
  id,
  kind: z.string(),
  /** reading: the files are being taken in, or were when that was interrupted. */
  state: z.enum(["reading", "checked", "committed", "rejected"]),
  createdAt: isoInstant,
  committedAt: isoInstant.nullable(),
  createdBy: z.string().nullable(),
  report: importReport,
});
export type ImportRunDto = z.infer<typeof importRunDto>;
/**
 * import.commit: every assumption of the report has to be named, or nothing is written. `choices`: which side of a conflict stays, by its id;
 * what is not named stays as it is here.
 */
export const importCommitInput = z.object({
  id,
  confirmed: z.array(z.string()).max(5000),
  choices: z.record(z.string().max(200), z.enum(["here", "source"])).default({}),
});
export const importGetInput = z.object({ id });
