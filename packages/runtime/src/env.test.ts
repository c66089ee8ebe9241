import { describe, expect, it } from "vitest";
import { EnvironmentError, readEnv } from "./env";

const least = { DATABASE_URL: "postgresql://u:p@localhost/db" };

describe("readEnv", () => {
  it("needs the database's address alone", () => {
    expect(readEnv(least)).toEqual({
      databaseUrl: least.DATABASE_URL,
      authSecret: null,
      secretKey: null,
      secretKeysBefore: [],
      url: "http://127.0.0.1:3000",
      trustedProxies: [],
      databaseConnections: 10,
      workerId: null,
      workerPort: null,
      metricsToken: null,
      workerConcurrency: 2,
      meterSilentHours: 24,
      outsideUrl: null,
      reservationNoticeDays: 14,
      telemetryKept: { pointDays: 14, hourDays: 92, dayDays: 1826 },
      tracesTo: null,
      mail: null,
      webhookNetworks: [],
      logLevel: "info",
    });
  });

  it("reads the rest", () => {
    const env = readEnv({
      ...least,
      HEADROOM_URL: "https://Headroom.example.org/",
      HEADROOM_TRUSTED_PROXY: "10.0.0.0/8, ::1",
      LOG_LEVEL: "",
      PORT: "81",
    });
    expect(env.url).toBe("https://headroom.example.org");
    expect(env.trustedProxies).toEqual(["10.0.0.0/8", "::1"]);
    expect(env.logLevel).toBe("info");
    const outside = (url: string) => readEnv({ ...least, HEADROOM_OUTSIDE_URL: url }).outsideUrl;
    expect(["http://127.0.0.1:4000/", "http://localhost:1", "http://[::1]:2/"].map(outside)).not.toContain(null);
    expect(readEnv({ ...least, PORT: "81" }).url).toBe("http://127.0.0.1:81");
  });

  it.each([
    [{}, /^DATABASE_URL must be set: .*\.$/],
    [{ DATABASE_URL: "mysql://u:hunter2@localhost/db" }, /^DATABASE_URL must be a PostgreSQL address, .*\.$/],
    [{ ...least, BETTER_AUTH_SECRET: "hunter2" }, /^BETTER_AUTH_SECRET must be at least 32/],
    [{ ...least, HEADROOM_SECRET_KEY: "hunter2" }, /^HEADROOM_SECRET_KEY must be at least 32/],
    [{ ...least, HEADROOM_URL: "headroom.example.org" }, /^HEADROOM_URL must be the address/],
    [{ ...least, HEADROOM_URL: "https://example.org/headroom" }, /^HEADROOM_URL must be the address/],
    [{ ...least, HEADROOM_TRUSTED_PROXY: "10.0.0.0/99" }, /^HEADROOM_TRUSTED_PROXY must list/],
    [{ ...least, HEADROOM_TRUSTED_PROXY: "proxy.local" }, /^HEADROOM_TRUSTED_PROXY must list/],
    [{ ...least, HEADROOM_OUTSIDE_URL: "http://world.example.org:4000" }, /^HEADROOM_OUTSIDE_URL is for tests/],
    [{ ...least, HEADROOM_OUTSIDE_URL: "http://127.0.0.1.example.org" }, /^HEADROOM_OUTSIDE_URL is for tests/],
    [{ ...least, OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4318" }, /^OTEL_EXPORTER_OTLP_ENDPOINT must be the address/],
    [{ ...least, HEADROOM_SMTP_URL: "smtp://m" }, /^HEADROOM_SMTP_URL and HEADROOM_MAIL_FROM must be set together/],
    [{ ...least, HEADROOM_SMTP_URL: "mail.example.org" }, /^HEADROOM_SMTP_URL must be a mail server/],
    [{ ...least, HEADROOM_MAIL_FROM: "headroom" }, /^HEADROOM_MAIL_FROM must be an address/],
    [{ ...least, HEADROOM_WEBHOOK_NETWORKS: "hooks" }, /^HEADROOM_WEBHOOK_NETWORKS must list/],
    [{ ...least, PORT: "99999" }, /^PORT must be a whole number from 1 to 65535/],
    [{ ...least, LOG_LEVEL: "loud" }, /^LOG_LEVEL must be one of/],
  ])("says what is wrong with %o in one sentence, without the value", (source, sentence) => {
    const read = () => readEnv(source);
    expect(read).toThrow(EnvironmentError);
    expect(read).toThrow(sentence);
    expect(read).not.toThrow(/hunter2/);
  });
});
