import type { Metric, ThingKind } from "../telemetry/point";

export const severities = ["critical", "warning", "notice"] as const;
export type Severity = (typeof severities)[number];

export const clockNames = ["worker_silent", "source_failing", "task_overdue", "gate_waiting", "run_late"] as const;
export type ClockName = (typeof clockNames)[number];

/** What is looked at. Shares are of what a thing may carry (limit of a power device, nameplate of a rack or server). */
export type AlertTest =
  /** Above it in every one of the last `hours` (the one that runs counts): watts, degrees Celsius or a share. */
  | {
      readonly kind: "above";
      readonly of: ThingKind;
      readonly metric: Metric;
      readonly stat: "mean" | "max" | "p95";
      readonly above: number;
      readonly unit: "share_of_limit" | "absolute";
      readonly hours: number;
    }
  /** Heard in the last `knownDays`, and not for so long. */
  | {
      readonly kind: "missing";
      readonly of: ThingKind;
      readonly metric: Metric;
      readonly afterMinutes: number;
      readonly knownDays: number;
    }
  /** The last whole hour against the median of the same hour in past weeks: further away than a share of it, and than `least`. */
  | {
      readonly kind: "unusual";
      readonly of: ThingKind;
      readonly metric: Metric;
      readonly weeks: number;
      readonly share: number;
      readonly least: number;
    }
  | { readonly kind: "clock"; readonly clock: ClockName; readonly afterMinutes: number };

export interface AlertRule {
  /** Also the name of its runbook, docs/operations/alerts/ID.md. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly test: AlertTest;
}

/** Rules that hold where nobody said otherwise. */
export const usualRules: readonly AlertRule[] = [
  {
    ...{ id: "device-over-limit", title: "A power device is at its limit", severity: "critical" },
    test: {
      kind: "above",
      of: "device",
      metric: "power_w",
      stat: "mean",
      above: 0.95,
      unit: "share_of_limit",
      hours: 1,
    },
  },
  {
    ...{ id: "device-near-limit", title: "A power device comes near its limit", severity: "warning" },
    test: {
      kind: "above",
      of: "device",
      metric: "power_w",
      stat: "mean",
      above: 0.8,
      unit: "share_of_limit",
      hours: 2,
    },
  },
  {
    ...{ id: "rack-over-nameplate", title: "A rack draws more than its type says", severity: "warning" },
    test: { kind: "above", of: "rack", metric: "power_w", stat: "p95", above: 1, unit: "share_of_limit", hours: 1 },
  },
  {
    ...{ id: "inlet-hot", title: "The air at a rack's inlet is hot", severity: "warning" },
    test: { kind: "above", of: "rack", metric: "inlet_c", stat: "mean", above: 32, unit: "absolute", hours: 1 },
  },
  {
    ...{ id: "meter-silent", title: "A rack's meter is silent", severity: "warning" },
    test: { kind: "missing", of: "rack", metric: "power_w", afterMinutes: 30, knownDays: 7 },
  },
  {
    ...{ id: "power-unusual", title: "A rack draws unusually much or little", severity: "notice" },
    test: { kind: "unusual", of: "rack", metric: "power_w", weeks: 4, share: 0.5, least: 500 },
  },
  {
    ...{ id: "source-failing", title: "A source of telemetry does not answer", severity: "warning" },
    test: { kind: "clock", clock: "source_failing", afterMinutes: 15 },
  },
  {
    ...{ id: "task-overdue", title: "A task of a run is overdue", severity: "notice" },
    test: { kind: "clock", clock: "task_overdue", afterMinutes: 1 },
  },
  {
    ...{ id: "gate-waiting", title: "A gate of a run waits for a decision", severity: "notice" },
    test: { kind: "clock", clock: "gate_waiting", afterMinutes: 240 },
  },
  {
    ...{ id: "run-late", title: "A run is late", severity: "warning" },
    test: { kind: "clock", clock: "run_late", afterMinutes: 1 },
  },
  {
    ...{ id: "worker-silent", title: "A worker is silent", severity: "critical" },
    test: { kind: "clock", clock: "worker_silent", afterMinutes: 2 },
  },
];
