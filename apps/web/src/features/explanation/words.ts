import type { LimitCheck, RelaxationDto, RequestCertificateDto } from "@headroom/contracts/explanation";
import { formatCount, formatNumber, formatPower } from "@headroom/ui/format/numbers";
import type { LimitLine } from "@headroom/ui/plan/Certificate";

const limitNouns: Record<string, string> = {
  space: "Positions",
  cooling: "Cooling",
  power: "Power",
  failover: "Failover",
  tags: "Tags",
  size: "Size of the request",
};

/** "Failover, PDU 1D-4 if 1C fails". */
export const limitName = (check: Pick<LimitCheck, "limit" | "subject" | "failed">): string =>
  `${limitNouns[check.limit] ?? check.limit}, ${check.subject}${check.failed ? ` if ${check.failed} fails` : ""}`;

/** Short name of a limit alone, for counts: "failover 12". */
export const limitNoun = (limit: string): string => (limitNouns[limit] ?? limit).toLowerCase();

/** A line of the certificate; watts are shown in kW. */
export function limitLine(check: LimitCheck, id: string): LimitLine {
  const kilo = check.unit === "W";
  return {
    id,
    limit: limitName(check),
    unit: kilo ? "kW" : "",
    digits: kilo ? 1 : 0,
    asked: kilo ? check.asked / 1000 : check.asked,
    left: kilo ? check.left / 1000 : check.left,
  };
}

/** "6.2 kW more failover on PDU 1D-4, row 1-17". */
export function relaxationWords(relaxation: RelaxationDto): string {
  const where = relaxation.row ? `, row ${relaxation.row}` : "";
  if (relaxation.limit === "size") return `${formatCount(relaxation.by, "rack")} fewer${where}`;
  const amount =
    relaxation.unit === "W" ? formatPower(relaxation.by).text : `${formatNumber(relaxation.by)} ${relaxation.unit}`;
  const failed = relaxation.failed ? ` if ${relaxation.failed} fails` : "";
  return `${amount} more ${limitNoun(relaxation.limit)} on ${relaxation.subject}${failed}${where}`;
}

/** "failover 12, positions 9": rows tried, by the limit that stopped them first; most rows first. */
export function rowsByLimitWords(certificate: Pick<RequestCertificateDto, "rowsByLimit">): string {
  return Object.entries(certificate.rowsByLimit)
    .filter(([, rows]) => rows > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([limit, rows]) => `${limitNoun(limit)} ${rows}`)
    .join(", ");
}

export const termWords: Record<string, string> = {
  space: "Positions left in the row",
  cooling: "Use of cooling",
  power: "Use of power",
  failover: "Use of failover",
  balance: "Uneven UPS pairs",
  splitting: "Split over groups",
  opening: "Opens an empty row",
};
