import type { LimitCheck, RelaxationDto, RequestCertificateDto } from "@headroom/contracts/explanation";
import { formatDate } from "@headroom/ui/format/dates";
import { formatList } from "@headroom/ui/format/lists";
import { formatCount, formatNumber, formatPower, formatSigned } from "@headroom/ui/format/numbers";
import type { LimitLine } from "@headroom/ui/plan/Certificate";

const limitNouns: Record<string, string> = {
  space: "Positions",
  cooling: "Cooling",
  power: "Power",
  failover: "Failover",
  positionWeight: "Weight of a rack",
  roomWeight: "Weight in the room",
  ports: "Network ports",
  tags: "Tags",
  freeze: "Freeze",
  spread: "Spread",
  antiAffinity: "Apart from others",
  affinity: "Together with others",
  size: "Size of the request",
};

/** What is said before the name of a thing whose name alone does not tell what it is. */
const kindNouns: Partial<Record<NonNullable<LimitCheck["of"]>, string>> = {
  networkZone: "network zone ",
  faultDomain: "fault domain ",
};

/** With a rule among racks of one key a row or a room is a domain, not the row that is looked at. */
const domainNouns: typeof kindNouns = { ...kindNouns, row: "row ", room: "room " };

type Named = Pick<LimitCheck, "limit" | "subject" | "of" | "key" | "elsewhere" | "frozen"> & {
  readonly failed?: string | null;
};

function subjectWords({ of, subject, key, limit }: Pick<LimitCheck, "limit" | "subject" | "of" | "key">): string {
  if (of === undefined) return subject;
  const nouns = key === undefined && limit !== "freeze" ? kindNouns : domainNouns;
  return `${nouns[of] ?? ""}${subject}`;
}

/**
 * "Failover, PDU 1D-4 if 1C fails", "Spread, fault domain east, key payments", "Freeze, N1, 20 Dec to 3 Jan: year end".
 */
export function limitName(check: Named): string {
  const { limit, failed, key, elsewhere, frozen } = check;
  return [
    `${limitNouns[limit] ?? limit}, ${subjectWords(check)}`,
    failed ? ` if ${failed} fails` : "",
    key === undefined ? "" : `, key ${key}`,
    elsewhere && elsewhere.length > 0 ? `, whose others are in ${formatList(elsewhere)}` : "",
    frozen ? `, ${formatDate(frozen.from, frozen.to)} to ${formatDate(frozen.to, frozen.from)}: ${frozen.reason}` : "",
  ].join("");
}

/** "12.4 kW", "3 positions": what the limit still has; nothing below zero. */
export function leftWords(check: Pick<LimitCheck, "left" | "unit">): string {
  const left = Math.max(0, check.left);
  if (check.unit === "W") return formatPower(left).text;
  return amountWords(left, check.unit);
}

type Unit = LimitCheck["unit"];
const ones: Partial<Record<Unit, string>> = {
  positions: "position",
  tags: "tag",
  racks: "rack",
  ports: "port",
  requests: "request",
  days: "day",
};

/** An amount of a limit in its own unit: "12.4 kW", "3 positions", "900 kg". */
export function amountWords(amount: number, unit: Unit): string {
  if (unit === "W") return formatPower(amount).text;
  const one = ones[unit];
  return one ? formatCount(amount, one) : `${formatNumber(amount)} ${unit}`;
}

/** "+2.3 kW", "\u22121 position": what is left, or what is missing. */
export function signedWords(amount: number, unit: Unit): string {
  if (unit === "W") return formatPower(amount, { signed: true }).text;
  const one = ones[unit];
  const noun = one ? `${one}${Math.abs(amount) === 1 ? "" : "s"}` : unit;
  return `${formatSigned(amount)} ${noun}`;
}

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
  const amount = amountWords(relaxation.by, relaxation.unit);
  const special = specialWords(relaxation, amount);
  if (special !== null) return `${special}${where}`;
  const failed = relaxation.failed ? ` if ${relaxation.failed} fails` : "";
  return `${amount} more ${limitNoun(relaxation.limit)} on ${subjectOf(relaxation)}${failed}${where}`;
}

const subjectOf = (relaxation: RelaxationDto): string => {
  const { limit, subject, of, key } = relaxation;
  return limit === "size" ? subject : subjectWords({ limit, subject, of, key });
};

/** Limits that are raised otherwise than by more of something on a thing; null: this one is not. */
function specialWords(relaxation: RelaxationDto, amount: string): string | null {
  const { limit, key } = relaxation;
  const domain = subjectOf(relaxation);
  if (limit === "freeze") return `${amount} later, when ${domain} is open again`;
  if (limit === "space" || limit === "ports") return `${amount} more on ${domain}`;
  if (limit === "roomWeight") return `${amount} more carried by the floor of room ${relaxation.subject}`;
  if (limit === "tags") return `${amount} more on row ${relaxation.row ?? relaxation.subject}`;
  if (limit === "positionWeight") return `${amount} more carried by each position of ${domain}`;
  if (limit === "spread") return `${amount} more of key ${key ?? ""} allowed in ${domain}`;
  if (limit === "antiAffinity") return `${amount} of key ${key ?? ""} moved out of ${domain}`;
  return limit === "affinity" ? `letting it stand apart from the others of key ${key ?? ""}` : null;
}

/** "failover 12, positions 9": rows tried, by the limit that stopped them first; most rows first. */
export function rowsByLimitWords(certificate: Pick<RequestCertificateDto, "rowsByLimit">): string {
  return Object.entries(certificate.rowsByLimit)
    .filter(([, rows]) => rows > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([limit, rows]) => `${limitNoun(limit)} ${rows}`)
    .join(", ");
}

/** Short names of the score's terms. */
export const termWords: Record<string, string> = {
  space: "Positions left over",
  cooling: "Share of cooling",
  power: "Share of power",
  failover: "Share of failover",
  balance: "Uneven UPS pairs",
  roomWeight: "Share of floor weight",
  ports: "Share of network ports",
  splitting: "Split over groups",
  opening: "New row opened",
};

/** What a place does that has fewer points in that term. */
const advantages: Record<string, string> = {
  space: "leaves fewer positions unused",
  cooling: "takes a smaller share of the cooling",
  roomWeight: "takes a smaller share of what the floor carries",
  ports: "takes a smaller share of the network ports",
  power: "takes a smaller share of the power",
  failover: "leaves more for a failure",
  balance: "loads the UPS pairs more evenly",
  splitting: "splits over fewer groups",
  opening: "opens no empty row",
};

const drawbacks: Record<string, string> = {
  space: "leaves more positions unused",
  cooling: "takes a larger share of the cooling",
  power: "takes a larger share of the power",
  failover: "leaves less for a failure",
  balance: "loads the UPS pairs less evenly",
  splitting: "splits over more groups",
  opening: "opens an empty row",
};

/** What a difference of points in one term means for the place that has `difference` more of them; nothing where it is none. */
export function termDifference(term: string, difference: number): string | undefined {
  if (Math.abs(difference) < 1e-9) return undefined;
  return (difference < 0 ? advantages : drawbacks)[term];
}

type Chosen = NonNullable<RequestCertificateDto["chosen"]>;

/** A term has to be at least this part of the widest difference to be named as a reason. */
const NAMED = 0.4;

/** "Row 2-33 and not 1-14: leaves fewer positions unused." The terms that decided, most points first. */
export function choiceWords(chosen: Chosen, rowsThatFit = 1): string {
  const other = chosen.runnerUp;
  if (!other) {
    return rowsThatFit > 1
      ? `Row ${chosen.row}: the best of ${formatCount(rowsThatFit, "row")} that take it.`
      : `Row ${chosen.row}: the only row that takes it.`;
  }
  const gains = Object.entries(chosen.terms)
    .map(([term, here]) => ({ term, gain: (other.terms[term] ?? 0) - here }))
    .filter((one) => one.gain > 0)
    .sort((a, b) => b.gain - a.gain);
  const least = (gains[0]?.gain ?? 0) * NAMED;
  const named = gains.flatMap(({ term, gain }) => (gain >= least ? (advantages[term] ?? []) : [])).slice(0, 2);
  const why = named.length > 0 ? named.join(", and ") : "as good, and first in order";
  return `Row ${chosen.row} and not ${other.row}: ${why}.`;
}

/** Limits named of those that have to be raised together; the certificate's own lines have them all. */
const RAISED_NAMED = 2;

/**
 * The ways out of a certificate. Limits of one row are raised together or not at all: they are one way, never several to choose from.
 */
export function waysOut(relaxations: readonly RelaxationDto[]): { text: string; gain?: string }[] {
  const raised = relaxations.filter((relaxation) => relaxation.limit !== "size");
  const rows = new Set(raised.map((relaxation) => relaxation.row));
  const together = [...rows].map((row) => {
    const here = raised.filter((relaxation) => relaxation.row === row);
    const named = here.slice(0, RAISED_NAMED).map((relaxation) => relaxationWords({ ...relaxation, row: null }));
    const others = here.length - named.length;
    const text = [
      ...named,
      ...(others > 0
        ? [`${formatCount(others, "more limit")} by what ${others === 1 ? "it lacks" : "they lack"}`]
        : []),
    ].join(", and ");
    return { text: row ? `${text}, row ${row}` : text, ...(here.length > 1 ? { gain: "all of them together" } : {}) };
  });
  const fewer = relaxations.filter((relaxation) => relaxation.limit === "size");
  return [...together, ...fewer.map((relaxation) => ({ text: relaxationWords(relaxation) }))];
}
