import { trace } from "@opentelemetry/api";
import { type Logger, type LoggerOptions, pino } from "pino";
import type { Env } from "./env";

export type { Logger };

/** Keys whose values never reach a log line, at any depth that log calls use. */
const secret = [
  "password",
  "token",
  "secret",
  "cookie",
  "authorization",
  "databaseUrl",
  "authSecret",
  "secretKey",
  "secretKeysBefore",
];

/** One JSON object a line; `level` as a word, `time` in ISO 8601. */
export function logOptions(env: Pick<Env, "logLevel">, part: string): LoggerOptions {
  return {
    level: env.logLevel,
    base: { part },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // where traces are recorded, the lines of one are found by it
    mixin: () => {
      const span = trace.getActiveSpan()?.spanContext();
      return span ? { trace: span.traceId, span: span.spanId } : {};
    },
    redact: { paths: secret.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[hidden]" },
  };
}

/** Writes to standard output. */
export const openLog = (env: Pick<Env, "logLevel">, part: string): Logger => pino(logOptions(env, part));
