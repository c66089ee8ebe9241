import { z } from "zod";
import { code, id } from "./common";
import { limitCheck, limitNames } from "./explanation";

/** Limits that what stands breaks already, and the smallest moves of racks that mend them. Amounts in the limit's own unit. */

export const brokenLimit = z.object({
  limit: z.enum(limitNames),
  subject: z.string(),
  of: limitCheck.shape.of.unwrap(),
  failed: z.string().nullable(),
  key: z.string().nullable(),
  load: z.number(),
  capacity: z.number(),
  over: z.number(),
  unit: limitCheck.shape.unit,
});
export type BrokenLimitDto = z.infer<typeof brokenLimit>;

const place = z.object({ rowId: id, row: z.string(), room: z.string() });

/** Racks of one type, from one row to another. */
export const repairMove = z.object({
  racks: z.int(),
  rackType: z.string(),
  from: place,
  to: place,
  /** Which rack goes where: numbers of positions along the rows. */
  list: z.array(z.object({ rack: z.string(), from: z.int(), to: z.int() })),
  /** What it eases, as it was before this move, and what is over still. */
  mends: z.array(brokenLimit.extend({ left: z.number() })),
});
export type RepairMoveDto = z.infer<typeof repairMove>;

export const repairGetInput = z.object({ datacenter: code });
export const repair = z.object({
  datacenter: z.string(),
  name: z.string(),
  region: z.string(),
  /** `overThen`: once racks that are on their way have moved. `left`: once the proposed ones have, too. */
  broken: z.array(brokenLimit.extend({ overThen: z.number(), left: z.number() })),
  /** In an order in which none breaks a limit or makes one worse. */
  moves: z.array(repairMove),
  /** Plans that move racks here: drafts, and what is held or committed. */
  plans: z.array(z.object({ id, title: z.string(), state: z.string(), racks: z.int() })),
});
export type Repair = z.infer<typeof repair>;

/** repair.list: every datacenter, those with broken limits first. */
export const repairList = z.array(
  z.object({
    datacenter: z.string(),
    name: z.string(),
    region: z.string(),
    broken: z.int(),
    /** The one that is over by most, as a share of itself. */
    worst: brokenLimit.nullable(),
  }),
);
export type RepairListRow = z.infer<typeof repairList>[number];
