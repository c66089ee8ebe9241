import type { AlertDetail, AlertDto, AlertRuleInput } from "@headroom/contracts/alert";
import { formatDuration } from "@headroom/ui/format/dates";
import { formatNumber, formatPercent, formatPower } from "@headroom/ui/format/numbers";

export const severityWords: Readonly<Record<AlertDto["severity"], string>> = {
  critical: "Critical",
  warning: "Warning",
  notice: "Notice",
};

export const alertStateWords: Readonly<Record<AlertDto["state"], string>> = {
  firing: "Firing",
  acknowledged: "Acknowledged",
  silenced: "Silenced",
  resolved: "Over",
};

export const eventWords: Readonly<Record<AlertDetail["events"][number]["kind"], string>> = {
  fired: "Fired",
  acknowledged: "Acknowledged",
  silenced: "Silenced",
  silence_over: "The silence ended, and it was still so",
  reopened: "Firing again",
  resolved: "Over",
};

const subjectWords: Readonly<Record<AlertDto["subject"]["kind"], string>> = {
  rack: "Rack",
  server: "Device",
  device: "Power device",
  worker: "Worker",
  source: "Source",
  run: "Run",
};
export const subjectText = ({ kind, name }: AlertDto["subject"]): string => `${subjectWords[kind]} ${name}`;

/** What was seen, against what; `asOfMs`: silences are told by how long they last. */
export function seenText({ seen, rule, subject }: Pick<AlertDto, "seen" | "rule" | "subject">, asOfMs: number): string {
  if (seen.sinceMs !== undefined) return `for ${formatDuration(asOfMs - seen.sinceMs)}`;
  if (seen.value === undefined) return "";
  const isHeat = rule.startsWith("inlet");
  const text = (value: number) =>
    isHeat
      ? `${formatNumber(value, 1)} °C`
      : subject.kind === "worker"
        ? formatNumber(value, 1)
        : formatPower(value).text;
  const against =
    seen.limit === undefined
      ? ""
      : rule.includes("unusual")
        ? `, usually ${text(seen.limit)}`
        : `, over ${text(seen.limit)}`;
  const share = seen.share === undefined || isHeat ? "" : ` (${formatPercent(seen.share).text})`;
  return `${text(seen.value)}${share}${against}`;
}

/** Where the thing itself is shown. */
export function subjectHref({ kind, key, name, datacenter }: AlertDto["subject"]): string | null {
  if (kind === "rack") return `/racks/${encodeURIComponent(name)}`;
  if (kind === "server") return `/racks/${encodeURIComponent(name.split("/")[0] ?? name)}`;
  if (kind === "device" && datacenter) return `/floors/${encodeURIComponent(datacenter)}/power`;
  // step 12 34, gate 12 0 verify, run 12
  if (kind === "run") return `/runs/${key.split(" ")[1]}`;
  return null;
}

type Test = AlertRuleInput["test"];
type Measured = Exclude<Test, { kind: "clock" }>;

export const thingWords: Readonly<Record<Measured["of"], string>> = {
  rack: "rack",
  server: "device",
  device: "power device",
};
export const metricWords: Readonly<Record<Measured["metric"], string>> = {
  power_w: "power",
  inlet_c: "inlet temperature",
  utilisation: "utilisation",
};
export const statWords = { mean: "mean", max: "highest value", p95: "95th percentile" } as const;
export const clockWords: Readonly<Record<Extract<Test, { kind: "clock" }>["clock"], string>> = {
  worker_silent: "a worker was not heard",
  source_failing: "a source of telemetry was not read",
  task_overdue: "a task of a run is overdue",
  gate_waiting: "a gate of a run waits",
  run_late: "a run is late",
};

/** A value of a metric in its unit. */
export const metricText = (metric: Measured["metric"], value: number): string =>
  metric === "power_w"
    ? formatPower(value).text
    : metric === "inlet_c"
      ? `${formatNumber(value, 1)} °C`
      : formatPercent(value).text;

/** What a rule looks for: "mean power of a rack above 95 % of what it may carry for 2 h". */
export function testText(test: Test): string {
  const during = (minutes: number) => formatDuration(minutes * 60_000);
  if (test.kind === "clock") return `${clockWords[test.clock]} for more than ${during(test.afterMinutes)}`;
  const what = `${metricWords[test.metric]} of a ${thingWords[test.of]}`;
  if (test.kind === "missing")
    return `${what} not heard for ${during(test.afterMinutes)}, of those heard within ${test.knownDays} days`;
  if (test.kind === "unusual")
    return `${what} further than ${formatPercent(test.share).text} and ${metricText(test.metric, test.least)} from the median of the same hour in ${test.weeks} weeks`;
  const limit =
    test.unit === "absolute"
      ? metricText(test.metric, test.above)
      : `${formatPercent(test.above).text} of what it may carry`;
  return `${statWords[test.stat]} of ${what} above ${limit}${test.hours === 1 ? " in the last hour" : ` in each of the last ${test.hours} hours`}`;
}
