import type { UnitOfWork } from "@headroom/services/ports";
import { spanned } from "@headroom/services/trace";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import type { Env } from "./env";

export interface Tracing {
  /** Sends what is left, for as long as an export may take. */
  stop(): Promise<void>;
}

/**
 * Records traces and sends them to the collector, where one is set; else nothing is recorded and nothing is paid. Once per process, before
 * anything that is to be seen. `part` (web, worker, cli) is the service's name. Which traces are kept is said by OTEL_TRACES_SAMPLER and
 * OTEL_TRACES_SAMPLER_ARG; all of them without. A collector that is away costs nobody anything: what it misses is lost.
 */
export function startTracing({ tracesTo }: Pick<Env, "tracesTo">, part: string): Tracing {
  if (tracesTo === null) return { stop: async () => {} };
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": `headroom-${part}`, "service.namespace": "headroom" }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: new URL("v1/traces", withSlash(tracesTo)).href })),
    ],
  });
  provider.register();
  return { stop: () => provider.shutdown() };
}

const withSlash = (url: string) => (url.endsWith("/") ? url : `${url}/`);

/** Every unit of work as a span; its statements are spans of their own (db/traced). */
export const tracedWork = (work: UnitOfWork): UnitOfWork => ({
  read: (body) => spanned("database read", {}, () => work.read(body)),
  write: (body, options) => spanned("database write", {}, () => work.write(body, options)),
});
