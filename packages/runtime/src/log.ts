import { type Logger, pino } from "pino";
import type { Env } from "./env";

export type { Logger };

/** Keys whose values never reach a log line, at any depth that log calls use. */
const secret = ["password", "token", "secret", "cookie", "authorization", "databaseUrl", "authSecret"];

/** One JSON object a line on standard output; `level` as a word, `time` in ISO 8601. */
export function openLog(env: Pick<Env, "logLevel">, part: string): Logger {
  return pino({
    level: env.logLevel,
    base: { part },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: secret.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[hidden]" },
  });
}
