import type { OrderFinishInput, OrderRefuseInput, OrderView } from "@headroom/contracts/work-order";
import { isOpenOrder, nextWorkOrderState, type WorkOrderAction } from "@headroom/core/lifecycle/work-order";
import type { Author } from "../actor";
import { instantOf } from "../days";
import { notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { WorkOrderFacts, WorkOrderRecord } from "../ports/work-orders";
import { record } from "../record";
import { changeStep, failIn, finishIn, mustBeOpen, type TaskAt } from "../run/step";
import { taskOf } from "./compose";
import { mustBeFew } from "./limits";
import { readToken } from "./token";

/** Who holds a link, as far as anybody knows. */
export interface Holder {
  /** Of the socket or a believed proxy. Absent: not known. */
  readonly address?: string | null;
  readonly requestId: string;
}

interface Held {
  readonly token: string;
}

/**
 * A work order as whoever holds its link may see it. Open to everybody: the link is the permission. It changes nothing, as mail scanners open links too.
 * Errors: NOT_FOUND (no link of ours), TOO_MANY_ATTEMPTS, UNAVAILABLE (no secret key).
 */
export async function lookupOrder(ports: Ports, holder: Holder, { token }: Held): Promise<OrderView> {
  const link = await linkOf(ports, holder, token);
  const now = ports.clock.now();
  const order = await ports.work.read(({ workOrders }) => workOrders.facts(link.id));
  if (!order) throw notFound("work order", "");
  const state = isOpenOrder(order.state) && link.expiresAt <= now ? ("expired" as const) : order.state;
  // what is over says that it is over, and no more of the fleet
  return { ...endOf(order), state, task: isOpenOrder(state as WorkOrderRecord["state"]) ? taskView(order) : null };
}

const orNull = (at: number | null) => (at === null ? null : instantOf(at));

const endOf = (order: WorkOrderFacts) => ({
  ...{ number: order.id, contact: order.contact, title: taskOf(order).title, rack: order.rack },
  ...{ acceptedAt: orNull(order.acceptedAt), endedAt: orNull(order.endedAt) },
  ...{ expiresAt: instantOf(order.expiresAt), reason: order.reason },
});

function taskView(order: WorkOrderFacts): OrderView["task"] {
  const { datacenter, datacenterName, room, row, position, from, rackType, dueAt, why } = order;
  const { checklist, evidence, isUndo } = taskOf(order);
  return {
    ...{ datacenter, datacenterName, room, row, position, from, rackType, checklist, evidence, isUndo },
    dueAt: orNull(dueAt),
    why: (why ?? null) as NonNullable<OrderView["task"]>["why"],
  };
}

/** The one who has it takes it up. Open to everybody. Errors: as lookup, WRONG_STATE (taken up, answered, revoked, or expired). */
export const acceptOrder = (ports: Ports, holder: Holder, { token }: Held): Promise<OrderView> =>
  answer(ports, holder, token, "accept", async (repositories, author, order, task) => {
    mustBeOpen(task.board, task.step, "accept");
    await repositories.workOrders.accept(order.id, ports.clock.now());
    task.board.log("info", "order_accepted", { to: order.contact }, task.step);
    await record(repositories, author, {
      ...{ action: "work_order.accept", entityKind: "run", entityId: String(order.runId) },
      ...{ before: { step: order.stepId, order: order.id }, after: { state: "accepted" } },
    });
  });

/**
 * The task is done, by the same rules as an operator's own: the whole checklist, with what is asked for. Open to everybody. Errors: as accept,
 * INVALID_INPUT, STALE (the fleet refuses; the order stays open).
 */
export const finishOrder = (ports: Ports, holder: Holder, { token, ...input }: OrderFinishInput): Promise<OrderView> =>
  answer(ports, holder, token, "finish", async (repositories, author, order, task) => {
    await repositories.workOrders.end(order.id, "done", null, ports.clock.now());
    await finishIn(ports, repositories, author, task, input);
  });

/** It cannot be done, and why. Open to everybody. Errors: as accept. */
export const refuseOrder = (ports: Ports, holder: Holder, { token, reason }: OrderRefuseInput): Promise<OrderView> =>
  answer(ports, holder, token, "refuse", async (repositories, author, order, task) => {
    await repositories.workOrders.end(order.id, "refused", reason, ports.clock.now());
    await failIn(repositories, author, task, reason);
  });

async function answer(
  ports: Ports,
  holder: Holder,
  token: string,
  action: WorkOrderAction,
  body: (repositories: Repositories, author: Author, order: WorkOrderRecord, task: TaskAt) => Promise<void>,
): Promise<OrderView> {
  const link = await linkOf(ports, holder, token);
  const found = await ports.work.read(({ workOrders }) => workOrders.get(link.id));
  if (!found) throw notFound("work order", "");
  mustBeOpenStill(found, link.expiresAt, ports.clock.now(), action);
  const author: Author = { id: null, name: found.contact, via: "link", requestId: holder.requestId };
  await changeStep(ports, author, found.stepId, async (repositories, board, step, detail) => {
    // orders change under the lock of their run alone, which is held now
    const order = await repositories.workOrders.get(link.id);
    if (!order) throw notFound("work order", "");
    mustBeOpenStill(order, link.expiresAt, ports.clock.now(), action);
    await body(repositories, author, order, { board, step, detail });
  });
  return lookupOrder(ports, holder, { token });
}

function mustBeOpenStill(order: WorkOrderRecord, expiresAt: number, now: number, action: WorkOrderAction): void {
  const state = expiresAt <= now && isOpenOrder(order.state) ? "expired" : order.state;
  if (state !== "expired" && nextWorkOrderState(state, action) !== null) return;
  throw new ServiceError("WRONG_STATE", { kind: "work_order", id: order.id, state, action, allowed: [] });
}

async function linkOf(ports: Ports, { address }: Holder, token: string) {
  const link = readToken(ports, token);
  await mustBeFew(ports, address ?? null, link !== null);
  if (!link) throw notFound("work order", "");
  return link;
}
