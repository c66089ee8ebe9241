import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Container } from "@headroom/runtime/container";
import type { Logger } from "@headroom/runtime/log";
import type { Metrics } from "@headroom/runtime/metrics";
import type { WorkerIdentity } from "@headroom/runtime/worker-identity";
import { evaluateAlerts } from "@headroom/services/alert/evaluate";
import { refreshDue } from "@headroom/services/capacity/refresh-due";
import { forgetMessages } from "@headroom/services/message/deliver";
import { expireHolds } from "@headroom/services/plan/expire";
import { tellEnding } from "@headroom/services/reservation/notice";
import { pollSources } from "@headroom/services/telemetry/poll";
import { pollControllers } from "@headroom/services/telemetry/poll-controllers";
import { tendTelemetry } from "@headroom/services/telemetry/tend";
import { enqueueForgotten, forgetOld, giveUp, takeOver } from "./leftovers";
import { freeForgotten } from "./tick";

const EVERY_MS = 15_000;

type Parts = Readonly<Record<string, () => Promise<void>>>;

export interface SweepParts {
  readonly container: Pick<Container, "ports" | "jobs" | "prometheus" | "hardware" | "metrics">;
  readonly identity: WorkerIdentity;
  readonly log: Logger;
}

export interface Sweep {
  /** Its rounds go on: none stands still for minutes. */
  alive(): boolean;
  /** Waits for the round that is running. */
  stop(): Promise<void>;
}

/**
 * At once and every quarter of a minute: what crashes left lying is picked up, holds that ran out are ended, accounts follow
 * the calendar. Every worker does it; each
 * thing is safe to do twice, and a part that fails is logged and tried again in the next round.
 */
export function startSweep({
  container: { ports, jobs, prometheus, hardware, metrics },
  identity,
  log,
}: SweepParts): Sweep {
  const stopping = new AbortController();
  const parts: Parts = {
    "take over from dead workers": async () => takeOver(await jobs.client(), identity, log),
    "enqueue forgotten plans": async () => enqueueForgotten(await jobs.client(), ports, log),
    "enqueue forgotten runs": async () => freeForgotten(await jobs.client(), ports, log),
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
    "tell of reservations that end": async () => {
      const actor = { id: null, name: "sweep", role: "system", via: "worker", requestId: randomUUID() } as const;
      const told = await tellEnding(ports, actor);
      if (told > 0) log.info({ reservations: told }, "owners and planners were told of reservations that end");
    },
    "forget old messages": async () => void (await forgetMessages(ports)),
    "forget old runs": async () => forgetOld(await jobs.client(), ports.clock.now()),
  };
  // on its own: a source of points that does not answer, or a day to sum up, must not keep back what dead workers left
  const telemetry: Parts = {
    "sum up and forget telemetry": async () => {
      const { dropped } = await tendTelemetry(ports, () => stopping.signal.aborted);
      if (dropped.length > 0) log.info({ dropped }, "telemetry that is too old was dropped");
    },
    "ask for telemetry": () =>
      pollSources(ports, {
        prometheus,
        secret: (variable) => process.env[variable] ?? null,
        signal: stopping.signal,
        log: (about, text) => log.warn(about, text),
      }),
  };
  // the same: a rack of dead controllers takes its time
  const controllers: Parts = {
    "ask management controllers": async () => {
      const { asked, answered } = await pollControllers(ports, { hardware, signal: stopping.signal });
      if (answered < asked) log.warn({ asked, answered }, "management controllers did not answer");
    },
  };
  const alerting: Parts = {
    "look at the rules of alerts": async () => {
      const done = await evaluateAlerts(ports);
      if (done && done.fired + done.resolved > 0) log.info(done, "alerts fired and ended");
    },
  };
  const rounds = [parts, telemetry, controllers, alerting].map((of) => new Rounds(of, stopping.signal, log, metrics));
  const running = Promise.all(rounds.map((one) => one.run()));
  return {
    alive: () => rounds.every((one) => one.isMoving()),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** A part that takes longer than this stands still: summing up a day of a million servers takes minutes. */
const STANDS_STILL_MS = 15 * 60_000;

/** Parts one after the other, again and again, until it is time to stop. */
class Rounds {
  private movedAt = performance.now();

  constructor(
    private readonly parts: Parts,
    private readonly signal: AbortSignal,
    private readonly log: Logger,
    private readonly metrics: Metrics,
  ) {}

  isMoving(): boolean {
    return performance.now() - this.movedAt < STANDS_STILL_MS;
  }

  async run(): Promise<void> {
    while (!this.signal.aborted) {
      for (const [what, part] of Object.entries(this.parts)) {
        if (this.signal.aborted) return;
        await this.one(what, part);
      }
      // Rejects at once where it is, or comes to be, time to stop.
      await setTimeout(EVERY_MS, undefined, { signal: this.signal, ref: false }).catch(() => {});
    }
  }

  private async one(what: string, part: () => Promise<void>): Promise<void> {
    const began = performance.now();
    let ok = true;
    try {
      await part();
    } catch (error) {
      ok = false;
      this.log.warn({ err: error, what }, "a part of the sweep failed; the next round tries again");
    }
    this.movedAt = performance.now();
    this.metrics.swept(what, ok, (this.movedAt - began) / 1000);
  }
}
