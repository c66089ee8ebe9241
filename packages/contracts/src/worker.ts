import { z } from "zod";
import { isoInstant } from "./common";

/** worker.health: who does the long work, and what waits for them. */
export const workerHealth = z.object({
  workers: z.array(
    z.object({
      name: z.string(),
      since: isoInstant,
      /** Jobs that it has in hand. */
      jobs: z.int(),
    }),
  ),
  /** Jobs that a dead worker left in hand: the next sweep of a living one takes them. */
  orphaned: z.int(),
  queues: z.array(
    z.object({
      /** "plans", "studies". */
      name: z.string(),
      waiting: z.int(),
      working: z.int(),
      /** Of those that wait; null: none does. */
      oldestAt: isoInstant.nullable(),
      /** Ended with an error within a day. */
      failedToday: z.int(),
    }),
  ),
});
export type WorkerHealth = z.infer<typeof workerHealth>;
