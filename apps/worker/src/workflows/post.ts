import { setTimeout } from "node:timers/promises";
import type { Logger } from "@headroom/runtime/log";
import { deliverMessages, type Senders } from "@headroom/services/message/deliver";
import type { Ports } from "@headroom/services/ports";

const EVERY_MS = 1_000;

/**
 * Every second, in every worker: messages that are due are sent. Each is taken by one worker; what a worker that dies had taken, another one sends when
 * the lease is over. While they wait for servers outside nothing else waits for them.
 */
export function startPost(ports: Ports, senders: Senders, log: Logger): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        const done = await deliverMessages(ports, { ...senders, signal: stopping.signal });
        if (done.failed > 0) log.warn(done, "messages were given up");
        else if (done.sent + done.retried > 0) log.info(done, "messages sent");
      } catch (error) {
        log.warn({ err: error }, "could not see which messages are due; asked again in a moment");
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
