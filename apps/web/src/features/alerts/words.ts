import type { AlertDetail, AlertDto } from "@headroom/contracts/alert";
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
