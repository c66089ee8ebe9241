import { z } from "zod";
import { isoInstant } from "./common";

/** handover.list: the latest notes of operators to the next shift, newest first; the first one holds. */
export const handoverListInput = z.object({ limit: z.int().min(1).max(100).default(20) });
export const handoverNote = z.object({
  id: z.int(),
  text: z.string(),
  author: z.string(),
  writtenAt: isoInstant,
});
export type HandoverNote = z.infer<typeof handoverNote>;
export const handoverList = z.object({ notes: z.array(handoverNote) });

/** handover.write. `after`: the note that was read before; another one since is a CONFLICT. null: there was none. */
export const handoverWriteInput = z.object({
  text: z.string().trim().min(1, "say something to the next shift").max(4000),
  after: z.int().positive().nullable(),
});
export type HandoverWriteInput = z.output<typeof handoverWriteInput>;
