import type { OrderSendInput } from "@headroom/contracts/work-order";
import { isOpenOrder, orderExpiresAt } from "@headroom/core/lifecycle/work-order";
import { type Actor, authorize } from "../actor";
import { notFound } from "../errors";
import type { Ports } from "../ports";
import { record } from "../record";
import { changeStep, mustBeOpen } from "../run/step";
import { orderMessage } from "./keep";

/**
 * Gives an open task to somebody outside, or sends their order once more: then links of before expire when they said, and another receiver gets a link of
 * their own. Needs run.control. Errors: NOT_FOUND (step, contact), WRONG_STATE (the task is not open).
 */
export async function sendOrder(
  ports: Ports,
  actor: Actor,
  { stepId, contactId }: OrderSendInput,
): Promise<{ id: number }> {
  authorize(actor, "run.control");
  const now = ports.clock.now();
  return changeStep(ports, actor, stepId, async (repositories, board, step) => {
    const { contacts, workOrders, outbox } = repositories;
    mustBeOpen(board, step, "send");
    const contact = await contacts.get(contactId);
    if (!contact || contact.retiredAt !== null) throw notFound("contact", contactId);
    const before = await workOrders.ofStep(stepId);
    const expiresAt = orderExpiresAt(now, step.dueAt);
    let id: number;
    if (before && before.contactId === contactId && isOpenOrder(before.state)) {
      id = before.id;
      await workOrders.again(id, expiresAt);
      await outbox.add([orderMessage(id, contactId, before.sentTimes + 1)], now);
    } else {
      await workOrders.revoke([stepId], now);
      [id] = (await workOrders.insert([{ stepId, contactId, expiresAt }], now)) as [number];
      await outbox.add([orderMessage(id, contactId, 1)], now);
    }
    if (step.assigneeId !== null) board.put({ ...step, assigneeId: null, escalatedAt: null });
    board.log("info", "order_sent", { to: contact.name }, step);
    await record(repositories, actor, {
      ...{ action: "work_order.send", entityKind: "run", entityId: String(board.run.id) },
      before: { step: stepId, to: before && isOpenOrder(before.state) ? before.contact : null },
      after: { order: id, to: contact.name },
    });
    return { id };
  });
}

/** Takes a work order back: its link stops working, and the task is nobody's. Needs run.control. Errors: NOT_FOUND (it has no open order). */
export async function withdrawOrder(
  ports: Ports,
  actor: Actor,
  { stepId }: { readonly stepId: number },
): Promise<{ id: number }> {
  authorize(actor, "run.control");
  return changeStep(ports, actor, stepId, async (repositories, board, step) => {
    const order = await repositories.workOrders.ofStep(stepId);
    if (!order || !isOpenOrder(order.state)) throw notFound("work order", stepId);
    await repositories.workOrders.revoke([stepId], ports.clock.now());
    board.log("info", "order_withdrawn", { to: order.contact }, step);
    await record(repositories, actor, {
      ...{ action: "work_order.withdraw", entityKind: "run", entityId: String(board.run.id) },
      ...{ before: { step: stepId, order: order.id, to: order.contact }, after: { state: "revoked" } },
    });
    return { id: order.id };
  });
}
