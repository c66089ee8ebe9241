import { workOrderStates } from "@headroom/core/lifecycle/work-order";
import { deliveryStates } from "@headroom/core/messaging/delivery";
import { z } from "zod";
import { id, isoInstant } from "./common";

/** How a message that goes out stands. */
export const deliveryDto = z.object({
  state: z.enum(deliveryStates),
  attempts: z.int(),
  /** When it is tried again; null: it is over. */
  nextAt: isoInstant.nullable(),
  endedAt: isoInstant.nullable(),
  sentTo: z.string().nullable(),
  /** Why it was not taken the last time. */
  fault: z.object({ kind: z.string(), cause: z.string() }).nullable(),
});
export type DeliveryDto = z.infer<typeof deliveryDto>;

/** A step's latest work order, as those who carry out runs see it. */
export const stepOrder = z.object({
  id,
  contactId: id,
  contact: z.string(),
  channel: z.enum(["email", "webhook"]),
  state: z.enum(workOrderStates),
  madeAt: isoInstant,
  expiresAt: isoInstant,
  acceptedAt: isoInstant.nullable(),
  endedAt: isoInstant.nullable(),
  reason: z.string().nullable(),
  delivery: deliveryDto.nullable(),
});
export type StepOrderDto = z.infer<typeof stepOrder>;
