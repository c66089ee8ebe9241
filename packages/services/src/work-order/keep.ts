import { orderExpiresAt } from "@headroom/core/lifecycle/work-order";
import type { Instant } from "@headroom/core/rollout/types";
import type { NewMessage } from "../ports/outbox";
import type { Repositories } from "../ports/repositories";
import type { StepRow } from "../ports/run-records";

/** A person's task that changed in a run. */
export interface ChangedTask {
  readonly step: StepRow;
  /** What its stage does, as duties call it. */
  readonly work: string;
  /** Somebody has to do it now. */
  readonly isOpen: boolean;
  /** It began in this change. */
  readonly isNew: boolean;
}

export const messageKey = (orderId: number, times: number): string => `work-order-${orderId}-${times}`;

/**
 * Work orders follow their tasks, in the transaction that changes them: where a task is over, begun anew or given to somebody of the product, its link
 * stops working; where one begins and somebody outside has that duty, they get an order. Returns what was sent, for the log.
 */
export async function keepWorkOrders(
  { contacts, workOrders, outbox }: Pick<Repositories, "contacts" | "workOrders" | "outbox">,
  datacenterId: number,
  tasks: readonly ChangedTask[],
  now: Instant,
): Promise<{ step: StepRow; contact: { id: number; name: string } }[]> {
  if (tasks.length === 0) return [];
  const over = tasks.filter(({ isOpen, isNew, step }) => !isOpen || isNew || step.assigneeId !== null);
  await workOrders.revoke(
    over.map(({ step }) => step.id),
    now,
  );
  const begun = tasks.filter(({ isOpen, isNew, step }) => isOpen && isNew && step.assigneeId === null);
  if (begun.length === 0) return [];
  const onDuty = await contacts.onDuty(datacenterId, [...new Set(begun.map(({ work }) => work))]);
  const sent = begun.flatMap(({ step, work }) => {
    const contact = onDuty.get(work);
    return contact === undefined ? [] : [{ step, contact }];
  });
  if (sent.length === 0) return [];
  const ids = await workOrders.insert(
    sent.map(({ step, contact }) => ({
      ...{ stepId: step.id, contactId: contact.id, expiresAt: orderExpiresAt(now, step.dueAt) },
    })),
    now,
  );
  await outbox.add(
    sent.map(({ contact }, i) => orderMessage(ids[i]!, contact.id, 1)),
    now,
  );
  return sent;
}

export const orderMessage = (orderId: number, contactId: number, times: number): NewMessage => ({
  ...{ key: messageKey(orderId, times), kind: "work_order", to: { contactId }, workOrderId: orderId, about: {} },
});
