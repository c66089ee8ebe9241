import type { OrderFinishInput, OrderRefuseInput, OrderView, OrderWitnessInput } from "@headroom/contracts/work-order";
import { isOpenOrder, nextWorkOrderState, type WorkOrderAction } from "@headroom/core/lifecycle/work-order";
import type { Author } from "../actor";
import { instantOf } from "../days";
import { notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { WorkOrderFacts, WorkOrderRecord } from "../ports/work-orders";
import { record } from "../record";
import { changeStep, failIn, finishIn, mustBeOpen, type TaskAt } from "../run/step";
import { evacuationFor, taskOf } from "./compose";
import { mustBeFew } from "./limits";
import { readToken } from "./token";
import { refuseWitness, witnessed, witnessKey, witnessView } from "./witness";

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
  return ports.work.read(async ({ workOrders, sanitisation, runs }) => {
    const order = await workOrders.facts(link.id);
    if (!order) throw notFound("work order", "");
    const state = isOpenOrder(order.state) && link.expiresAt <= now ? ("expired" as const) : order.state;
    const ended = { ...endOf(order), state, task: null, witness: null };
    // what is over says that it is over, and no more of the fleet
    if (!isOpenOrder(state as WorkOrderRecord["state"])) return ended;
    if (order.asks === "task") return { ...ended, task: taskView(order, await evacuationFor(runs, order)) };
    const drives = witnessView(await sanitisation.ofEffect(witnessKey(order)));
    return { ...ended, witness: { ...placeView(order), drives } };
  });
}

const orNull = (at: number | null) => (at === null ? null : instantOf(at));

const endOf = (order: WorkOrderFacts) => ({
  ...{
    number: order.id,
    contact: order.contact,
    title: taskOf(order).title,
    rack: order.rack,
    isWitness: order.asks === "witness",
  },
  ...{ acceptedAt: orNull(order.acceptedAt), endedAt: orNull(order.endedAt) },
  ...{ expiresAt: instantOf(order.expiresAt), reason: order.reason },
});

const placeView = (order: WorkOrderFacts) => {
  const { datacenter, datacenterName, room, row, position, from, rackType } = order;
  return { datacenter, datacenterName, room, row, position, from, rackType };
};

type Task = NonNullable<OrderView["task"]>;

function taskView(order: WorkOrderFacts, evacuation: Task["evacuation"]): Task {
  const { dueAt, why } = order;
  const { checklist, evidence, isUndo } = taskOf(order);
  return {
    ...{ ...placeView(order), checklist, evidence, isUndo, evacuation },
    dueAt: orNull(dueAt),
    why: (why ?? null) as Task["why"],
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

/** It cannot be done, or witnessed, and why. Open to everybody. Errors: as accept. */
export async function refuseOrder(
  ports: Ports,
  holder: Holder,
  { token, reason }: OrderRefuseInput,
): Promise<OrderView> {
  const at = await held(ports, holder, token, "refuse");
  if (at.order.asks === "witness") {
    await refuseWitness(ports, at.author, at.order.id, reason, at.mustBeOpen);
    return lookupOrder(ports, holder, { token });
  }
  return answer(ports, holder, token, "refuse", async (repositories, author, order, task) => {
    await repositories.workOrders.end(order.id, "refused", reason, ports.clock.now());
    await failIn(repositories, author, task, reason);
  });
}

/**
 * Whoever was asked to saw these drives destroyed: they are proven. Open to everybody. Errors: as accept, NOT_FOUND (a drive), CONFLICT (a drive was
 * reported anew), SEPARATION_OF_DUTIES (whoever destroyed it reads the mail of this link).
 */
export async function witnessOrder(
  ports: Ports,
  holder: Holder,
  { token, ...input }: OrderWitnessInput,
): Promise<OrderView> {
  const { order, author, mustBeOpen: still } = await held(ports, holder, token, "finish", "witness");
  await witnessed(ports, author, order.id, input, still);
  return lookupOrder(ports, holder, { token });
}

async function answer(
  ports: Ports,
  holder: Holder,
  token: string,
  action: WorkOrderAction,
  body: (repositories: Repositories, author: Author, order: WorkOrderRecord, task: TaskAt) => Promise<void>,
): Promise<OrderView> {
  const found = await held(ports, holder, token, action, "task");
  await changeStep(ports, found.author, found.order.stepId, async (repositories, board, step, detail) => {
    // orders for tasks change under the lock of their run alone, which is held now
    const order = await repositories.workOrders.get(found.order.id);
    if (!order) throw notFound("work order", "");
    found.mustBeOpen(order);
    await body(repositories, found.author, order, { board, step, detail });
  });
  return lookupOrder(ports, holder, { token });
}

/** The order of a link, open, and whoever holds it. `asks`: it asks for nothing else; what ends a task ends no other order. */
async function held(
  ports: Ports,
  holder: Holder,
  token: string,
  action: WorkOrderAction,
  asks?: WorkOrderRecord["asks"],
) {
  const link = await linkOf(ports, holder, token);
  const order = await ports.work.read(({ workOrders }) => workOrders.get(link.id));
  if (!order) throw notFound("work order", "");
  const mustBeOpen = (one: WorkOrderRecord) => mustBeOpenStill(one, link.expiresAt, ports.clock.now(), action);
  mustBeOpen(order);
  if (asks !== undefined && order.asks !== asks) throw wrongState(order, order.state, action);
  const author: Author = { id: null, name: order.contact, via: "link", requestId: holder.requestId };
  return { order, author, mustBeOpen };
}

const wrongState = ({ id }: WorkOrderRecord, state: string, action: string) =>
  new ServiceError("WRONG_STATE", { kind: "work_order", id, state, action, allowed: [] });

function mustBeOpenStill(order: WorkOrderRecord, expiresAt: number, now: number, action: WorkOrderAction): void {
  const state = expiresAt <= now && isOpenOrder(order.state) ? "expired" : order.state;
  if (state !== "expired" && nextWorkOrderState(state, action) !== null) return;
  throw wrongState(order, state, action);
}

async function linkOf(ports: Ports, { address }: Holder, token: string) {
  const link = readToken(ports, token);
  await mustBeFew(ports, address ?? null, link !== null);
  if (!link) throw notFound("work order", "");
  return link;
}
