import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Container } from "@headroom/runtime/container";
import type { Logger } from "@headroom/runtime/log";
import type { WorkerIdentity } from "@headroom/runtime/worker-identity";
import { refreshDue } from "@headroom/services/capacity/refresh-due";
import { expireHolds } from "@headroom/services/plan/expire";
import { tendTelemetry } from "@headroom/services/telemetry/tend";
import { enqueueForgotten, forgetOld, giveUp, takeOver } from "./leftovers";

const EVERY_MS = 15_000;

export interface SweepParts {
  readonly container: Pick<Container, "ports" | "jobs">;
  readonly identity: WorkerIdentity;
  readonly log: Logger;
}

export interface Sweep {
  /** Waits for the round that is running. */
  stop(): Promise<void>;
}

/**
 * At once and every quarter of a minute: what crashes left lying is picked up, holds that ran out are ended, accounts follow
 * the calendar. Every worker does it; each
 * thing is safe to do twice, and a part that fails is logged and tried again in the next round.
 */
export function startSweep({ container: { ports, jobs }, identity, log }: SweepParts): Sweep {
  const stopping = new AbortController();
  const parts: Readonly<Record<string, () => Promise<void>>> = {
    "take over from dead workers": async () => takeOver(await jobs.client(), identity, log),
    "enqueue forgotten plans": async () => enqueueForgotten(await jobs.client(), ports, log),
    "give up on what cannot be planned": async () => giveUp(await jobs.client(), ports, log),
    "end holds that ran out": async () => {
      const actor = { id: null, name: "sweep", role: "system", via: "worker", requestId: randomUUID() } as const;
      const ended = await expireHolds(ports, actor);
      if (ended.length > 0) log.info({ plans: ended, requestId: actor.requestId }, "holds ran out");
    },
    "bring accounts to the new day": async () => {
      const actor = { id: null, name: "sweep", role: "system", via: "worker", requestId: randomUUID() } as const;
      const brought = await refreshDue(ports, actor);
      if (brought.length > 0) log.info({ datacenters: brought.length }, "accounts brought to the new day");
    },
    "sum up and forget telemetry": async () => {
      const { dropped } = await tendTelemetry(ports, () => stopping.signal.aborted);
      if (dropped.length > 0) log.info({ dropped }, "telemetry that is too old was dropped");
    },
    "forget old runs": async () => forgetOld(await jobs.client(), ports.clock.now()),
  };
  const round = async () => {
    for (const [what, part] of Object.entries(parts)) {
      if (stopping.signal.aborted) return;
      try {
        await part();
      } catch (error) {
        log.warn({ err: error, what }, "a part of the sweep failed; the next round tries again");
      }
    }
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await round();
      // Rejects at once where it is, or comes to be, time to stop.
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
