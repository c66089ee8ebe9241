import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type pg from "pg";

type Query = (...args: unknown[]) => unknown;

/**
 * Makes a span of every statement on a connection while somebody records a trace: its text, never its values. Streams (COPY) and callbacks
 * go by: their unit of work has a span of its own.
 */
export function traceStatements(client: pg.ClientBase): void {
  // looked up with every call, so that whoever listens at the driver itself still hears all of them
  const driver = Object.getPrototypeOf(client) as { readonly query: Query };
  const query: Query = (...args) => driver.query.apply(client, args);
  const traced: Query = (...args) => {
    const text = textOf(args[0]);
    if (text === null || typeof args.at(-1) === "function" || !trace.getActiveSpan()?.isRecording())
      return query(...args);
    const operation = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? "SQL";
    const attributes = {
      "db.system.name": "postgresql",
      "db.operation.name": operation,
      "db.query.text": text.slice(0, LONGEST),
    };
    const span = trace.getTracer("headroom").startSpan(operation, { kind: SpanKind.CLIENT, attributes });
    const answer = query(...args) as Promise<unknown>;
    answer.then(
      () => span.end(),
      (error: unknown) => {
        const code = (error as { code?: unknown } | null)?.code;
        span.setStatus({ code: SpanStatusCode.ERROR, message: typeof code === "string" ? code : "failure" });
        span.end();
      },
    );
    return answer;
  };
  client.query = traced as typeof client.query;
}

const LONGEST = 2_000;

function textOf(first: unknown): string | null {
  if (typeof first === "string") return first;
  if (typeof first !== "object" || first === null || "submit" in first) return null;
  return "text" in first && typeof first.text === "string" ? first.text : null;
}
