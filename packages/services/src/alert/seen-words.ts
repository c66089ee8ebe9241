import type { AlertRecord } from "../ports/alerts";

/** What was seen, for a mail: "35,200 W, over 32,000 W". The browser has its own words, with units that fit. */
export function seenWords({ seen, rule }: Pick<AlertRecord, "seen" | "rule">): string {
  if (seen.value === undefined) return "";
  const unit = rule.startsWith("inlet") ? "°C" : "W";
  const text = (value: number) => `${value.toLocaleString("en", { maximumFractionDigits: 1 })} ${unit}`;
  const against =
    seen.limit === undefined ? "" : `, ${rule.includes("unusual") ? "usually" : "over"} ${text(seen.limit)}`;
  return `${text(seen.value)}${against}`;
}
