import { err, ok } from "@headroom/core/foundation/result";
import type { Prometheus, PrometheusFault, PrometheusSeries } from "@headroom/services/ports/prometheus";
import { z } from "zod";

const TIMEOUT_MS = 30_000;
/** More than a hundred thousand series of a window. */
const MAX_CHARACTERS = 512 * 1024 * 1024;

const said = z.union([
  z.object({
    status: z.literal("success"),
    data: z.object({
      resultType: z.literal("matrix"),
      result: z.array(
        z.object({ metric: z.record(z.string(), z.string()), values: z.array(z.tuple([z.number(), z.string()])) }),
      ),
    }),
  }),
  z.object({ status: z.literal("error"), errorType: z.string().optional(), error: z.string() }),
]);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The HTTP API of Prometheus, version 1 (prometheus.io/docs/prometheus/latest/querying/api, "Range queries"). Redirects are not followed. */
export function openPrometheus({ timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {}): Prometheus {
  return {
    async queryRange({ url, query, fromMs, toMs, stepMs, token }, signal) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const seconds = (ms: number) => (ms / 1000).toFixed(3);
      try {
        const response = await fetch(`${url.replace(/\/+$/, "")}/api/v1/query_range`, {
          method: "POST",
          redirect: "manual",
          headers: {
            "content-type": "application/x-www-form-urlencoded",
            accept: "application/json",
            ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          },
          body: new URLSearchParams({ query, start: seconds(fromMs), end: seconds(toMs), step: seconds(stepMs) }),
          signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        });
        const text = await response.text();
        const answer = said.safeParse(text.length > MAX_CHARACTERS ? undefined : parsed(text));
        if (answer.success && answer.data.status === "success") return ok(answer.data.data.result.map(seriesOf));
        if (answer.success && answer.data.status === "error") return err(refused(response.status, answer.data.error));
        if (!response.ok) return err(refused(response.status, text));
        return err({ kind: "unreadable", expected: "a matrix of the query API" });
      } catch (cause) {
        if (timeout.aborted) return err({ kind: "timeout", afterMs: timeoutMs });
        return err({ kind: "unreachable", cause: causeOf(cause) });
      }
    },
  };
}

const refused = (status: number, message: string): PrometheusFault => ({
  ...{ kind: "refused", status, message: message.slice(0, 500) },
});

/** fetch says "fetch failed" and keeps the reason below. */
function causeOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return inner instanceof Error ? ("code" in inner && String(inner.code)) || inner.message : String(inner);
}

type Row = { readonly metric: Record<string, string>; readonly values: readonly (readonly [number, string])[] };
const seriesOf = ({ metric, values }: Row): PrometheusSeries => ({
  labels: metric,
  points: values.flatMap(([at, value]) => {
    const number = Number(value);
    return Number.isFinite(number) ? [{ atMs: Math.round(at * 1000), value: number }] : [];
  }),
});
