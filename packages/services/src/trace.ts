import { type Attributes, type Context, context, type Link, SpanStatusCode, trace } from "@opentelemetry/api";
import type { Ports } from "./ports";
import type { Repositories } from "./ports/repositories";
import type { Traced } from "./ports/traces";

/**
 * Traces by OpenTelemetry. Where nobody records them (see runtime/tracing) all of this does nothing. A request, its plan and its run share one
 * trace, however many processes and days it takes: what begins it is kept with the record.
 */
const tracer = () => trace.getTracer("headroom");

const written = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The span that is recorded now, as W3C Trace Context writes it; null: none is. */
export function traceParent(): string | null {
  const span = trace.getActiveSpan();
  if (!span?.isRecording()) return null;
  const { traceId, spanId } = span.spanContext();
  return `00-${traceId}-${spanId}-01`;
}

/** What is done in `body`, as a span of what is recorded now. A throw marks it and goes on. */
export const spanned = <T>(name: string, attributes: Attributes, body: () => Promise<T>): Promise<T> =>
  run(name, { attributes }, context.active(), body);

/** The same in the trace of a record, where it has one, with a link to what asked for it. */
export async function spannedIn<T>(
  ports: Pick<Ports, "work" | "isTraced">,
  record: Traced,
  name: string,
  body: () => Promise<T>,
): Promise<T> {
  if (!ports.isTraced) return body();
  const origin = await ports.work.read(({ traces }) => traces.of(record));
  return run(name, of(record), within(origin), body);
}

/** Begins the trace of a record with what is recorded now. */
export async function beginTrace({ traces }: Pick<Repositories, "traces">, record: Traced): Promise<void> {
  const now = traceParent();
  if (now !== null) await traces.keep(record, now);
}

/** Says in the trace of a record that something was done about it; the span links to who asked. */
export async function noteInTrace(
  { traces }: Pick<Repositories, "traces">,
  record: Traced,
  name: string,
): Promise<void> {
  if (traceParent() === null) return;
  await run(name, of(record), within(await traces.of(record)), async () => {});
}

/**
 * A record that goes on where others led: in the trace of the first that has one. In the traces of the rest a span says so, and links to it.
 */
export async function carryTrace(
  { traces }: Pick<Repositories, "traces">,
  from: readonly Traced[],
  to: Traced,
): Promise<void> {
  const now = traceParent();
  if (now === null) return;
  const origins: string[] = [];
  for (const record of from) origins.push((await traces.of(record)) ?? now);
  const home = origins[0] ?? now;
  await traces.keep(to, home);
  const others = [...new Set(origins)].filter((origin) => origin !== home);
  for (const origin of others)
    await run(`goes on in ${to.kind}`, of(to, [linkTo(home)]), within(origin), async () => {});
}

const of = ({ kind, id }: Traced, links: readonly (Link | null)[] = []) => ({
  attributes: { [`headroom.${kind}`]: id },
  links,
});

interface About {
  readonly attributes: Attributes;
  readonly links?: readonly (Link | null)[];
}

function run<T>(name: string, { attributes, links = [] }: About, parent: Context, body: () => Promise<T>): Promise<T> {
  const asking = trace.getActiveSpan();
  const isElsewhere = asking !== undefined && trace.getSpan(parent) !== asking;
  const all = [...links, isElsewhere ? { context: asking.spanContext() } : null].filter((link) => link !== null);
  return tracer().startActiveSpan(name, { attributes, links: all }, parent, async (span) => {
    try {
      return await body();
    } catch (error) {
      // the text of a failure may hold anything: it is in the log, by this span's trace
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : "failure" });
      throw error;
    } finally {
      span.end();
    }
  });
}

function contextOf(origin: string) {
  const [, traceId = "", spanId = "", flags = "00"] = written.exec(origin) ?? [];
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}

const linkTo = (origin: string): Link => ({ context: contextOf(origin) });

const within = (origin: string | null): Context =>
  origin === null ? context.active() : trace.setSpanContext(context.active(), contextOf(origin));
