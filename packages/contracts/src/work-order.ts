import { workOrderStates } from "@headroom/core/lifecycle/work-order";
import { z } from "zod";
import { id, isoInstant, reason } from "./common";
import { finishTaskInput, stepRef } from "./run";

/** Work orders: tasks of runs that people outside have, and answer through a signed link. */

export const orderToken = z.string().min(10).max(200);
export const orderTokenInput = z.object({ token: orderToken });
/** workOrder.finish: as an operator finishes the task. */
export const orderFinishInput = finishTaskInput.omit({ stepId: true }).extend({ token: orderToken });
export type OrderFinishInput = z.output<typeof orderFinishInput>;
/** workOrder.refuse: it cannot be done. */
export const orderRefuseInput = orderTokenInput.extend({ reason });
export type OrderRefuseInput = z.output<typeof orderRefuseInput>;

/** What whoever holds a link sees: this task, and nothing else of the fleet. */
export const orderView = z.object({
  number: id,
  state: z.enum([...workOrderStates, "expired"]),
  contact: z.string(),
  title: z.string(),
  rack: z.string(),
  acceptedAt: isoInstant.nullable(),
  endedAt: isoInstant.nullable(),
  expiresAt: isoInstant,
  /** Why it could not be done. */
  reason: z.string().nullable(),
  /** null: it is over. */
  task: z
    .object({
      datacenter: z.string(),
      datacenterName: z.string(),
      room: z.string().nullable(),
      row: z.string().nullable(),
      position: z.int().nullable(),
      /** Where a rack that moves stands until then. */
      from: z.string().nullable(),
      rackType: z.string(),
      checklist: z.array(z.string()),
      /** What has to be given with it, as `serial number`. */
      evidence: z.array(z.string()),
      /** It is to be taken back. */
      isUndo: z.boolean(),
      dueAt: isoInstant.nullable(),
      why: z.record(z.string(), z.unknown()).nullable(),
    })
    .nullable(),
});
export type OrderView = z.infer<typeof orderView>;

export const orderSendInput = stepRef.extend({ contactId: id });
export type OrderSendInput = z.output<typeof orderSendInput>;
export const orderRef = z.object({ id });
