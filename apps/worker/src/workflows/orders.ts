import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Container } from "@headroom/runtime/container";
import type { Logger } from "@headroom/runtime/log";
import { carryOutOrders } from "@headroom/services/controller/order";
import { usualWorld } from "@headroom/services/hardware/reach";

const EVERY_MS = 2_000;

/** Every two seconds, in every worker: what people ordered of management controllers is carried out. One round waits for the confirmations of the last. */
export function startOrders(
  { ports, hardware }: Pick<Container, "ports" | "hardware">,
  log: Logger,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        const done = await carryOutOrders({ ...usualWorld, ports, hardware }, stopping.signal, randomUUID());
        if (done > 0) log.info({ orders: done }, "orders of people at management controllers were carried out");
      } catch (error) {
        log.warn({ err: error }, "orders at management controllers were not carried out; tried again in a moment");
      }
      await setTimeout(EVERY_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
