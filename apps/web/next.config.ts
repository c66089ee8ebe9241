import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Sent with every answer. The Content-Security-Policy carries a nonce of its own per page: see src/proxy.ts. */
const headers = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "x-frame-options", value: "DENY" },
  { key: "referrer-policy", value: "same-origin" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
  { key: "cross-origin-resource-policy", value: "same-origin" },
  { key: "permissions-policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
];

export default {
  ...(process.env.NEXT_OUTPUT === "standalone" ? { output: "standalone" as const } : {}),
  outputFileTracingRoot: root,
  turbopack: { root },
  transpilePackages: [
    "@headroom/api",
    "@headroom/compute",
    "@headroom/contracts",
    "@headroom/core",
    "@headroom/db",
    "@headroom/interchange",
    "@headroom/runtime",
    "@headroom/services",
    "@headroom/ui",
  ],
  serverExternalPackages: [
    "@dbos-inc/dbos-sdk",
    "@opentelemetry/api",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-trace-base",
    "@opentelemetry/sdk-trace-node",
    "@prisma/adapter-pg",
    "@prisma/client",
    "better-auth",
    "pg",
    "pdfkit",
    "pg-copy-streams",
    "pino",
    "rate-limiter-flexible",
  ],
  poweredByHeader: false,
  headers: async () => [{ source: "/:path*", headers }],
} satisfies NextConfig;
