import type { DeliveryFault, TakenMessage } from "../ports/outbox";
import type { Repositories } from "../ports/repositories";
import { taskOf } from "../work-order/compose";

/** A work order that reached nobody: its run says so, and operators are told, who send it again or to somebody else. */
export async function tellUndelivered(
  { workOrders, runs, users, notifications }: Repositories,
  { workOrderId, key, to }: TakenMessage,
  fault: DeliveryFault,
  now: number,
): Promise<void> {
  const order = workOrderId === null ? null : await workOrders.facts(workOrderId);
  const step = order && (await runs.step(order.stepId));
  if (!order || !step || order.endedAt !== null) return;
  await runs.append([
    {
      ...{
        runId: order.runId,
        subjectId: step.subjectId,
        stage: order.stage,
        level: "error",
        kind: "order_undelivered",
      },
      ...{ data: { to: order.contact, fault: { ...fault } }, actorName: null, at: now, traceId: key },
    },
  ]);
  const operators = await users.withRoles(["operator"]);
  const task = taskOf(order).title;
  await notifications.add(
    operators.map(({ id: userId }) => ({
      ...{ userId, kind: "order_undelivered", entityKind: "run", entityId: String(order.runId) },
      params: { title: order.run, task, rack: order.rack, to: to?.name ?? order.contact },
    })),
  );
}
