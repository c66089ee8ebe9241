import type { Ports } from "../ports";
import { retentionOf } from "./take";

/** One transaction sums up so much; a worker that stops is waited for no longer than for one of them. */
const LIMIT_MS = 120_000;

export interface Tended {
  /** Parts of tables that were dropped. */
  readonly dropped: readonly string[];
}

/**
 * What telemetry needs now and then: parts for the days to come, hours and days summed up, what is too old dropped. Safe with several workers at
 * once. `stopped`: asked between two pieces of it.
 */
export async function tendTelemetry(ports: Ports, stopped: () => boolean): Promise<Tended> {
  const nowMs = ports.clock.now();
  const retention = retentionOf(ports);
  await ports.work.write(({ telemetry }) => telemetry.prepare(nowMs, retention));
  for (const what of ["rollHours", "rollDays"] as const)
    while (!stopped() && (await ports.work.write(({ telemetry }) => telemetry[what](nowMs), { limitMs: LIMIT_MS })));
  if (stopped()) return { dropped: [] };
  return { dropped: await ports.work.write(({ telemetry }) => telemetry.forget(nowMs, retention)) };
}
