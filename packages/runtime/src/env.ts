import { isIP } from "node:net";
import { EXPIRING_DAYS } from "@headroom/core/lifecycle/reservation";
import { type Retention, usualRetention } from "@headroom/core/telemetry/point";
import { z } from "zod";
import { LONGEST_NAME } from "./worker-name";

const postgresUrl = z
  .string({
    error: "must be set: the address of the PostgreSQL database, as postgresql://user:password@host:5432/name",
  })
  .refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value), {
    error: "must be a PostgreSQL address, as postgresql://user:password@host:5432/name",
  });

const webUrl = z
  .string()
  .refine((value) => /^https?:\/\//.test(value) && URL.canParse(value) && new URL(value).pathname === "/", {
    error: "must be the address people open, without a path, as https://headroom.example.org",
  })
  .transform((value) => new URL(value).origin);

/** What plays the world must not be mistaken for it: it can only stand on the same machine. */
const loopbackUrl = z
  .string()
  .refine(
    (value) => URL.canParse(value) && /^http:$/.test(new URL(value).protocol) && isLoopback(new URL(value).hostname),
    { error: "is for tests and demonstrations, and must be on this machine, as http://127.0.0.1:4000" },
  );
const isLoopback = (host: string): boolean => host === "localhost" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);

const collectorUrl = z.string().refine((value) => /^https?:\/\//.test(value) && URL.canParse(value), {
  error: "must be the address of an OpenTelemetry collector, as http://127.0.0.1:4318",
});

/** Addresses and networks (CIDR), separated by commas or blanks. */
const networks = z
  .string()
  .transform((value) => value.split(/[\s,]+/).filter((part) => part !== ""))
  .refine((parts) => parts.every(isNetwork), {
    error: "must list addresses or networks, as 10.0.0.7, 10.1.0.0/16",
  });

function isNetwork(part: string): boolean {
  const [address = "", bits, ...rest] = part.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

const smtpUrl = z.string().refine((value) => /^smtps?:\/\//.test(value) && URL.canParse(value), {
  error: "must be a mail server's address, as smtps://user:password@mail.example.org or smtp://127.0.0.1:25",
});

const whole = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${from} to ${to}`)
    .transform(Number)
    .refine((value) => value >= from && value <= to, { error: `must be a whole number from ${from} to ${to}` });

/** Long and random: whoever guesses it reads what the database only keeps sealed. */
const secretKey = z.string().trim().min(32, "must be at least 32 random characters");

const levels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const schema = z.object({
  DATABASE_URL: postgresUrl,
  BETTER_AUTH_SECRET: z
    .string({ error: "must be set: at least 32 random characters that sign the sessions" })
    .min(32, "must be at least 32 random characters")
    .optional(),
  HEADROOM_SECRET_KEY: secretKey.optional(),
  HEADROOM_SECRET_KEYS_BEFORE: z
    .string()
    .transform((value) => value.split(",").map((one) => one.trim()))
    .pipe(z.array(secretKey))
    .default([]),
  HEADROOM_URL: webUrl.optional(),
  HEADROOM_OUTSIDE_URL: loopbackUrl.optional(),
  PORT: whole(1, 65_535).default(3000),
  HEADROOM_TRUSTED_PROXY: networks.default([]),
  HEADROOM_DATABASE_CONNECTIONS: whole(2, 1000).default(10),
  HEADROOM_WORKER_ID: z
    .string()
    .regex(
      new RegExp(`^[\\w.-]{1,${LONGEST_NAME}}$`),
      `must be at most ${LONGEST_NAME} letters, digits, dots and dashes`,
    )
    .optional(),
  HEADROOM_METER_SILENT_HOURS: whole(1, 8760).default(24),
  HEADROOM_TELEMETRY_POINT_DAYS: whole(2, 400).default(usualRetention.pointDays),
  HEADROOM_TELEMETRY_HOUR_DAYS: whole(7, 4000).default(usualRetention.hourDays),
  HEADROOM_TELEMETRY_DAY_DAYS: whole(31, 9999).default(usualRetention.dayDays),
  HEADROOM_RESERVATION_NOTICE_DAYS: whole(1, 365).default(EXPIRING_DAYS),
  HEADROOM_WORKER_PORT: whole(1, 65_535).optional(),
  HEADROOM_METRICS_TOKEN: z.string().min(16, "must be at least 16 random characters").optional(),
  HEADROOM_WORKER_CONCURRENCY: whole(1, 64).default(2),
  HEADROOM_SMTP_URL: smtpUrl.optional(),
  HEADROOM_MAIL_FROM: z.email("must be an address, as headroom@example.org").optional(),
  HEADROOM_WEBHOOK_NETWORKS: networks.default([]),
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl.optional(),
  LOG_LEVEL: z.enum(levels, { error: `must be one of ${levels.join(", ")}` }).default("info"),
});

export interface Env {
  readonly databaseUrl: string;
  /** Signs sessions; only the web server needs it. */
  readonly authSecret: string | null;
  /** What passwords of management controllers and keys of certificates are sealed with; null: none can be kept. */
  readonly secretKey: string | null;
  /** Where the work of machines in runs is asked for, instead of hardware: for tests and demonstrations. null: it is not. */
  readonly outsideUrl: string | null;
  /** Keys before it, newest first: what they sealed still opens. */
  readonly secretKeysBefore: readonly string[];
  /** Origin people open, as http://127.0.0.1:3000. */
  readonly url: string;
  /** Addresses and networks whose x-forwarded-for is believed. */
  readonly trustedProxies: readonly string[];
  readonly databaseConnections: number;
  /** Stable, unique name of this worker; null: host name and the first free number. */
  readonly workerId: string | null;
  /** Where a worker tells of its health, on 127.0.0.1; null: nowhere. */
  readonly workerPort: number | null;
  /** Who sends it may read metrics; null: programs of this machine may. */
  readonly metricsToken: string | null;
  /** Plans that one worker works on at a time. */
  readonly workerConcurrency: number;
  /** Hours after which the last reading of a meter counts no more. */
  readonly meterSilentHours: number;
  /** Days before the end of a reservation on which its owner and planners are told. */
  readonly reservationNoticeDays: number;
  readonly telemetryKept: Retention;
  /** Collector that traces are sent to (OTLP over HTTP, JSON); null: nobody records traces. Sampling and headers: OTEL_* variables. */
  readonly tracesTo: string | null;
  /** Who sends mail, and from which address; null: no mail is sent. */
  readonly mail: { readonly url: string; readonly from: string } | null;
  /** Addresses and networks inside that webhooks may reach. */
  readonly webhookNetworks: readonly string[];
  readonly logLevel: (typeof levels)[number];
}

/** A setting is missing or wrong. The message is one sentence a person can act on and never shows a value (it may be a secret). */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

/** Reads every setting. An empty variable counts as unset. Throws EnvironmentError. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const result = schema.safeParse(set);
  if (!result.success) {
    const told = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    throw new EnvironmentError(`${told.join("; ")}.`);
  }
  const env = result.data;
  const { HEADROOM_SMTP_URL: smtp, HEADROOM_MAIL_FROM: from } = env;
  if ((smtp === undefined) !== (from === undefined))
    throw new EnvironmentError("HEADROOM_SMTP_URL and HEADROOM_MAIL_FROM must be set together.");
  return {
    databaseUrl: env.DATABASE_URL,
    authSecret: env.BETTER_AUTH_SECRET ?? null,
    outsideUrl: env.HEADROOM_OUTSIDE_URL ?? null,
    secretKey: env.HEADROOM_SECRET_KEY ?? null,
    secretKeysBefore: env.HEADROOM_SECRET_KEYS_BEFORE,
    url: env.HEADROOM_URL ?? `http://127.0.0.1:${env.PORT}`,
    trustedProxies: env.HEADROOM_TRUSTED_PROXY,
    databaseConnections: env.HEADROOM_DATABASE_CONNECTIONS,
    workerId: env.HEADROOM_WORKER_ID ?? null,
    workerPort: env.HEADROOM_WORKER_PORT ?? null,
    metricsToken: env.HEADROOM_METRICS_TOKEN ?? null,
    workerConcurrency: env.HEADROOM_WORKER_CONCURRENCY,
    meterSilentHours: env.HEADROOM_METER_SILENT_HOURS,
    reservationNoticeDays: env.HEADROOM_RESERVATION_NOTICE_DAYS,
    telemetryKept: {
      pointDays: env.HEADROOM_TELEMETRY_POINT_DAYS,
      hourDays: env.HEADROOM_TELEMETRY_HOUR_DAYS,
      dayDays: env.HEADROOM_TELEMETRY_DAY_DAYS,
    },
    tracesTo: env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    mail: smtp === undefined || from === undefined ? null : { url: smtp, from },
    webhookNetworks: env.HEADROOM_WEBHOOK_NETWORKS,
    logLevel: env.LOG_LEVEL,
  };
}
