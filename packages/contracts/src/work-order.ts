import { workOrderStates } from "@headroom/core/lifecycle/work-order";
import { destructions } from "@headroom/core/sanitisation/policy";
import { z } from "zod";
import { id, isoInstant, reason } from "./common";
import { finishTaskInput, stepRef } from "./run-task";

/** Work orders: tasks of runs that people outside have, or drives that they are to see destroyed; answered through a signed link. */

export const orderToken = z.string().min(10).max(200);
export const orderTokenInput = z.object({ token: orderToken });
/** workOrder.finish: as an operator finishes the task. */
export const orderFinishInput = finishTaskInput.omit({ stepId: true }).extend({ token: orderToken });
export type OrderFinishInput = z.output<typeof orderFinishInput>;
/** workOrder.refuse: it cannot be done. */
export const orderRefuseInput = orderTokenInput.extend({ reason });
export type OrderRefuseInput = z.output<typeof orderRefuseInput>;

/** workOrder.witness: the drives that they saw destroyed, as they were shown. */
export const orderWitnessInput = orderTokenInput.extend({
  drives: z
    .array(z.object({ id, version: z.int().min(1) }))
    .min(1)
    .max(1000),
  note: z.string().trim().max(2000).default(""),
});
export type OrderWitnessInput = z.output<typeof orderWitnessInput>;

const orderPlace = {
  datacenter: z.string(),
  datacenterName: z.string(),
  room: z.string().nullable(),
  row: z.string().nullable(),
  position: z.int().nullable(),
  /** Where a rack that moves stands until then. */
  from: z.string().nullable(),
  rackType: z.string(),
};

/** What whoever holds a link sees: this task, and nothing else of the fleet. */
export const orderView = z.object({
  number: id,
  state: z.enum([...workOrderStates, "expired"]),
  contact: z.string(),
  title: z.string(),
  /** It asks for a witness, not for a task. */
  isWitness: z.boolean(),
  rack: z.string(),
  acceptedAt: isoInstant.nullable(),
  endedAt: isoInstant.nullable(),
  expiresAt: isoInstant,
  /** Why it could not be done. */
  reason: z.string().nullable(),
  /** Drives of the rack that are to be seen destroyed. null: it is over, or asks for a task. */
  witness: z
    .object({
      ...orderPlace,
      drives: z.array(
        z.object({
          id,
          version: z.int(),
          server: z.string(),
          unit: z.number(),
          name: z.string(),
          serial: z.string().nullable(),
          model: z.string().nullable(),
          /** null: it is still to be. */
          destroyed: z.object({ method: z.enum(destructions), by: z.string(), at: isoInstant.nullable() }).nullable(),
        }),
      ),
    })
    .nullable(),
  /** null: it is over, or asks for a witness. */
  task: z
    .object({
      ...orderPlace,
      checklist: z.array(z.string()),
      /** What has to be given with it, as `serial number`. */
      evidence: z.array(z.string()),
      /** It is to be taken back. */
      isUndo: z.boolean(),
      dueAt: isoInstant.nullable(),
      /** Where the load of a rack that is drained goes, and whether that is through; `isCarriedOut` null: nobody here knows. */
      evacuation: z
        .object({ title: z.string(), url: z.string().nullable(), isCarriedOut: z.boolean().nullable() })
        .nullable(),
      why: z.record(z.string(), z.unknown()).nullable(),
    })
    .nullable(),
});
export type OrderView = z.infer<typeof orderView>;

export const orderSendInput = stepRef.extend({ contactId: id });
export type OrderSendInput = z.output<typeof orderSendInput>;
export const orderRef = z.object({ id });
