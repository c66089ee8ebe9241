import { z } from "zod";
import { exhaustion } from "./capacity";
import { id, isoInstant } from "./common";

/** overview.get: what needs this person today. */
export const overview = z.object({
  asOf: isoInstant,
  needsYou: z.array(
    z.object({
      kind: z.enum(["sign", "answer_request", "replan", "finish_draft", "declined", "expiring_hold"]),
      entityKind: z.enum(["plan", "request"]),
      entityId: id,
      title: z.string(),
      detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
      dueAt: isoInstant.nullable(),
    }),
  ),
  regions: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      exhaustion,
      freePowerW: z.number(),
      freePositions: z.number(),
      usedPercent: z.number(),
    }),
  ),
  requestsWaiting: z.array(
    z.object({
      id,
      title: z.string(),
      service: z.string(),
      rackType: z.string(),
      racks: z.int(),
      answerBy: isoInstant,
      planState: z.string().nullable(),
    }),
  ),
  plansRunning: z.array(z.object({ id, title: z.string(), state: z.string(), done: z.number(), total: z.number() })),
  changed: z.array(
    z.object({
      at: isoInstant,
      actor: z.string(),
      action: z.string(),
      entityKind: z.string(),
      entityId: z.string(),
      title: z.string(),
    }),
  ),
});
export type Overview = z.infer<typeof overview>;
