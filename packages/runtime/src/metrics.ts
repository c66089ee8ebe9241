import type { Database } from "@headroom/db/client";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What a process counts of itself, in the text format of Prometheus. */
export interface Metrics {
  /** A call of the API: its procedure and how it ended ("ok" or the transport's code). */
  called(procedure: string, outcome: string, seconds: number): void;
  /** A part of the worker's rounds. */
  swept(part: string, ok: boolean, seconds: number): void;
  /** Of everything at this moment, with its content type. */
  text(): Promise<{ readonly body: string; readonly contentType: string }>;
}

const buckets = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

/** `part`: web or worker. Each has a registry of its own: nothing is shared by modules that are loaded twice. */
export function openMetrics({ pool }: Pick<Database, "pool">, part: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ part });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const calls = new Histogram({
    ...{
      name: "headroom_api_seconds",
      help: "Calls of the API",
      labelNames: ["procedure", "outcome"],
      buckets,
      registers,
    },
  });
  const sweeps = new Histogram({
    ...{
      name: "headroom_sweep_seconds",
      help: "Parts of the worker's rounds",
      labelNames: ["what", "outcome"],
      buckets,
      registers,
    },
  });
  new Gauge({
    ...{ name: "headroom_database_connections", help: "Connections of the pool", labelNames: ["state"], registers },
    collect() {
      this.set({ state: "used" }, pool.totalCount - pool.idleCount);
      this.set({ state: "idle" }, pool.idleCount);
      this.set({ state: "waited_for" }, pool.waitingCount);
    },
  });
  return {
    called: (procedure, outcome, seconds) => calls.observe({ procedure, outcome }, seconds),
    swept: (what, ok, seconds) => sweeps.observe({ what, outcome: ok ? "ok" : "failed" }, seconds),
    text: async () => ({ body: await registry.metrics(), contentType: registry.contentType }),
  };
}
