import type { ControllerOrder } from "@headroom/contracts/controller";
import { type Actor, authorize } from "../actor";
import { notFound, ServiceError } from "../errors";
import type { HardwareWorld } from "../hardware/reach";
import { switchServer } from "../hardware/switch";
import type { Ports } from "../ports";
import { record } from "../record";

/**
 * Asks a worker to look at a controller's server, or to switch it. Needs hardware.manage. Errors: NOT_FOUND; TAKEN (a run has its rack, or another
 * order is not carried out yet).
 */
export async function orderController(
  ports: Ports,
  actor: Actor,
  { id, what, reason }: { readonly id: number; readonly what: ControllerOrder["what"]; readonly reason: string },
): Promise<{ orderId: number }> {
  authorize(actor, "hardware.manage");
  return ports.work.write(async (repositories) => {
    const { controllers } = repositories;
    const controller = await controllers.lock(id);
    if (!controller) throw notFound("controller", id);
    const held = what === "look" ? null : await controllers.heldBy(controller.rackId);
    if (held) throw taken(controller.rack, `run ${held.id}: ${held.title}`);
    const orderId = await controllers.addOrder({
      ...{ controllerId: id, what, reason, askedById: actor.id, askedBy: actor.name, atMs: ports.clock.now() },
    });
    if (orderId === null) throw taken(controller.url, "another order, which is not carried out yet");
    await record(repositories, actor, {
      ...{ action: "controller.order", entityKind: "controller", entityId: String(id), reason: reason || null },
      after: { rack: controller.rack, server: controller.server, what },
    });
    return { orderId };
  });
}

const taken = (what: string, by: string) => new ServiceError("TAKEN", { takes: [{ what, by, until: null }] });

/** A worker that takes an order and dies leaves it to the others after so long. Longer than any order takes to be confirmed. */
const TAKEN_FOR_MS = 8 * 60_000;
const AT_A_TIME = 8;

/** Carries out what people ordered and nobody has in hand, several at a time. Returns how many. */
export async function carryOutOrders(world: HardwareWorld, signal: AbortSignal, traceId: string): Promise<number> {
  const { ports } = world;
  const nowMs = ports.clock.now();
  const taken = await ports.work.write(({ controllers }) =>
    controllers.takeOrders(nowMs, nowMs + TAKEN_FOR_MS, AT_A_TIME),
  );
  await Promise.all(
    taken.map(async (order) => {
      // a restart that may have been done is not done again: whoever asked sees how it stands and asks anew
      const isUnsure = order.isLost && /restart/.test(order.what);
      const result = isUnsure
        ? { fault: { kind: "worker_lost" } }
        : await switchServer(world, order, { signal, traceId });
      // stopped in the middle: the next worker carries it out
      if (signal.aborted) return;
      await ports.work.write(async (repositories) => {
        const atMs = ports.clock.now();
        await repositories.controllers.endOrder(order.id, atMs, result.fault ? "failed" : "done", result);
        await record(
          repositories,
          { id: null, name: "worker", via: "worker", requestId: traceId },
          {
            ...{ action: "controller.carry_out", entityKind: "controller", entityId: String(order.controllerId) },
            after: { what: order.what, askedBy: order.askedBy, ...result },
          },
        );
      });
    }),
  );
  return taken.length;
}
