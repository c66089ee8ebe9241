import type { LimitCheck, RelaxationDto, RequestCertificateDto, WithheldPrice } from "@headroom/contracts/explanation";
import { formatDate } from "@headroom/ui/format/dates";
import { formatList } from "@headroom/ui/format/lists";
import { formatCount, formatNumber, formatPower, formatSigned } from "@headroom/ui/format/numbers";
import type { LimitLine } from "@headroom/ui/plan/Certificate";
import { rowLabel } from "../words/places";

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

/** Where it need not be the row that is looked at: of freezes, rules among racks of one key, and reliefs. */
const placeNouns: typeof kindNouns = { ...kindNouns, row: "row ", room: "room " };

type Named = Pick<LimitCheck, "limit" | "subject" | "of" | "key" | "elsewhere" | "frozen"> & {
  readonly failed?: string | null;
};

/**
 * "Failover, PDU 1D-4 if 1C fails"; "Spread, fault domain east, key payments"; "Freeze of STO-2, 20 Dec to 4 Jan (year end)".
 */
export function limitName({ limit, subject, of, key, failed, elsewhere, frozen }: Named): string {
  const nouns = key === undefined && limit !== "freeze" ? kindNouns : placeNouns;
  const named = `${(of && nouns[of]) ?? ""}${subject}`;
  if (frozen) {
    const days = `${formatDate(frozen.from, frozen.to)} to ${formatDate(frozen.to, frozen.from)}`;
    return `Freeze of ${named}, ${days} (${frozen.reason})`;
  }
  return [
    `${limitNouns[limit] ?? limit}, ${named}`,
    failed ? ` if ${failed} fails` : "",
    key === undefined ? "" : `, key ${key}`,
    elsewhere && elsewhere.length > 0 ? `, whose others are in ${formatList(elsewhere)}` : "",
  ].join("");
}

/** What is said of rules, which have nothing left. */
const brokenWords: Partial<Record<LimitCheck["limit"], string>> = {
  freeze: "closed that day",
  tags: "not there",
  antiAffinity: "another is there",
  affinity: "none of them is there",
};

/** "12.4 kW left", "closed that day": what the limit still has; nothing below zero. */
export const leftWords = ({ limit, left, unit }: Pick<LimitCheck, "limit" | "left" | "unit">): string =>
  brokenWords[limit] ?? `${amountWords(Math.max(0, left), unit)} left`;

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

/** Limits that racks fill up, step by step. The others are rules: they hold or they do not. */
export const fillsUp = ({ limit }: Pick<LimitCheck, "limit">): boolean => !rules.has(limit);
const rules: ReadonlySet<string> = new Set(["tags", "freeze", "affinity", "antiAffinity", "positionWeight"]);

/** "955 of 1,000 kW", "2 of 3 there": how far a limit is used before anything is added. */
export function usedWords({ limit, unit, capacity, left, asked }: LimitCheck): string {
  if (limit === "tags") return `${formatNumber(left)} of ${formatNumber(asked)} there`;
  if (limit === "freeze") return "closed that day";
  if (isRelation(limit)) return left > 0 ? "kept" : brokenWords[limit]!;
  if (capacity === undefined) return `${amountWords(Math.max(0, left), unit)} left`;
  const used = Math.max(0, capacity - left);
  if (unit !== "W") return `${formatNumber(used)} of ${formatNumber(capacity)}`;
  const digits = capacity < 100_000 ? 1 : 0;
  return `${formatNumber(used / 1000, digits)} of ${formatNumber(capacity / 1000, digits)} kW`;
}

/** "+2.3 kW", "open 21 days later": what is left once it is added, or what is missing; nothing where that is no amount. */
export function slackWords({ limit, margin, unit }: LimitCheck): string {
  if (limit === "freeze") return `open ${amountWords(-margin, unit)} later`;
  return isRelation(limit) ? "" : signedWords(margin, unit);
}

/** Rules about where others are, which are kept or not. */
const isRelation = (limit: LimitCheck["limit"]): boolean => limit === "affinity" || limit === "antiAffinity";

/** Short name of a limit alone, for counts: "failover 12". */
export const limitNoun = (limit: string): string => (limitNouns[limit] ?? limit).toLowerCase();

/** A line of the certificate; watts are shown in kW. */
export function limitLine(check: LimitCheck, id: string): LimitLine {
  const kilo = check.unit === "W";
  return {
    id,
    limit: limitName(check),
    unit: kilo ? "kW" : check.unit === "kg" || check.unit === "days" ? check.unit : "",
    digits: kilo ? 1 : 0,
    asked: kilo ? check.asked / 1000 : check.asked,
    left: kilo ? check.left / 1000 : check.left,
  };
}

/** Watts as they are written, never less: a relief rounded down would not be enough. */
function powerAtLeast(powerW: number): string {
  const step = powerW < 1_000 ? 1 : powerW < 99_900 ? 100 : powerW < 999_000 ? 1_000 : 100_000;
  return formatPower(Math.ceil(powerW / step) * step).text;
}

/** "6.2 kW more failover capacity on PDU 1D-4, for when 1C fails, row 1-17". */
export function relaxationWords(relaxation: RelaxationDto): string {
  const { row, room } = relaxation;
  return inRow(reliefWords(relaxation), row && rowLabel(room, row), [relaxation]);
}

/** The row is said once: not after a relief that names it. */
const inRow = (text: string, label: string | null, reliefs: readonly RelaxationDto[]): string =>
  label === null || (reliefs.length === 1 && isOfRow(reliefs[0]!)) ? text : `${text}, row ${label}`;

/** Whether the words of a relief name its row already. */
const isOfRow = ({ limit, of }: RelaxationDto): boolean => of === "row" && limit !== "tags" && limit !== "affinity";

/** "6.2 kW more", "1 more position": never less than it takes. */
function moreWords(by: number, unit: Unit): string {
  if (unit === "W") return `${powerAtLeast(by)} more`;
  const [amount, ...noun] = amountWords(by, unit).split(" ");
  return ones[unit] ? `${amount} more ${noun.join(" ")}` : `${amountWords(by, unit)} more`;
}

function reliefWords(relaxation: RelaxationDto): string {
  const { limit, failed, by, unit, row, room, of, key } = relaxation;
  const more = moreWords(by, unit);
  const subject = isOfRow(relaxation) ? rowLabel(room, relaxation.subject) : relaxation.subject;
  const named = `${(of && placeNouns[of]) ?? ""}${subject}`;
  const ofKey = key === undefined ? "" : ` of key ${key}`;
  switch (limit) {
    case "size":
      return `${amountWords(by, unit)} fewer${row === null ? `, split over ${subject}` : ""}`;
    case "space":
      return `${more} on ${named}`;
    case "cooling":
      return `${more} cooling in ${named}`;
    case "power":
      return `${more} power on ${named}`;
    case "failover":
      return `${more} failover capacity on ${named}${failed ? `, for when ${failed} fails` : ""}`;
    case "positionWeight":
      return `${more} carried by each position of ${named}`;
    case "roomWeight":
      return `${more} carried by the floor of ${named}`;
    case "ports":
      return `${more} in ${named}`;
    case "tags":
      return `the tag${by === 1 ? "" : "s"} ${subject}, if true of the place`;
    case "freeze":
      return `${amountWords(by, unit)} later, after the freeze of ${named}`;
    case "spread":
      return `${more}${ofKey} allowed in ${named}`;
    case "antiAffinity":
      return `${amountWords(by, unit)}${ofKey} moved out of ${named}`;
    case "affinity":
      return `leave to stand apart from the others${ofKey}`;
  }
}

/** "failover 12, positions 9": rows tried, by the limit that stopped them first; most rows first. */
export function rowsByLimitWords(certificate: Pick<RequestCertificateDto, "rowsByLimit">): string {
  return Object.entries(certificate.rowsByLimit)
    .filter(([, rows]) => rows > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([limit, rows]) => `${limitNoun(limit)} ${rows}`)
    .join(", ");
}

/**
 * "It brings 600 now; its room is expected to bring 912.5 to later requests. Placing it costs 312.5." In the planner's reward, which is 200
 * a request and 100 a rack, more where it is urgent.
 */
export function withheldWords({ reward, expectedLoss }: WithheldPrice): string {
  const points = (amount: number) => formatNumber(amount, amount >= 100 || Number.isInteger(amount) ? 0 : 1);
  const price = Math.max(0, expectedLoss - reward);
  return `It brings ${points(reward)} of reward now; its room is expected to bring ${points(expectedLoss)} to later requests. Placing it costs ${points(price)}.`;
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
/** Points that nobody sees. */
const NO_DIFFERENCE = 0.005;

/**
 * "Row 2-33 and not 1-14, by 0.40 points: leaves fewer positions unused, although it takes a larger share of the power." The terms that
 * decided, most points first, and those that spoke against it. `rows`: it is split over so many, of which this is the first.
 */
export function choiceWords(chosen: Chosen, rowsThatFit = 1, rows = 1): string {
  const other = chosen.runnerUp;
  if (rows > 1) return `Split over ${formatCount(rows, "row")}. ${choiceWords(chosen, rowsThatFit)}`;
  if (!other) {
    return rowsThatFit > 1
      ? `Row ${rowLabel(chosen.room, chosen.row)}: the best of ${formatCount(rowsThatFit, "row")} that take it.`
      : `Row ${rowLabel(chosen.room, chosen.row)}: the only row that takes as many.`;
  }
  const [here, there] = [chosen, other].map((place) => rowLabel(place.room, place.row)) as [string, string];
  const ahead = other.score - chosen.score;
  // one that is better by itself was left to others: the requests are decided together
  if (ahead < -NO_DIFFERENCE)
    return `Row ${here}, although ${there} alone would be ${formatNumber(-ahead, 2)} points better: the requests are decided together, and the plan comes out better so.`;
  const gains = Object.entries(chosen.terms)
    .map(([term, points]) => ({ term, gain: (other.terms[term] ?? 0) - points }))
    .filter((one) => Math.abs(one.gain) > NO_DIFFERENCE)
    .sort((a, b) => Math.abs(b.gain) - Math.abs(a.gain));
  const least = Math.abs(gains[0]?.gain ?? 0) * NAMED;
  const named = (words: Record<string, string>, sign: number) =>
    gains
      .flatMap(({ term, gain }) => (Math.sign(gain) === sign && Math.abs(gain) >= least ? (words[term] ?? []) : []))
      .slice(0, 2)
      .join(", and ");
  const why = named(advantages, 1);
  if (why === "") return `Row ${here} and not ${there}: as good, and first in order.`;
  const price = named(drawbacks, -1);
  return `Row ${here} and not ${there}, by ${formatNumber(ahead, 2)} points: ${why}${price ? `, although it ${price}` : ""}.`;
}

/** Limits named of those that have to be raised together; more of them are farther away than asking for fewer racks. */
const RAISED_NAMED = 2;

/**
 * The ways out of a certificate, the nearest first; `fewer`: so many racks less than asked. Limits of one row are raised together or not at all: they are one way, never several to choose from.
 */
export function waysOut(relaxations: readonly RelaxationDto[]): { text: string; gain?: string; fewer?: number }[] {
  const raised = relaxations.filter((relaxation) => relaxation.limit !== "size");
  const labelOf = ({ row, room }: RelaxationDto) => (row === null ? null : rowLabel(room, row));
  const rows = new Set(raised.map(labelOf));
  const together = [...rows].map((row) => {
    const here = raised.filter((relaxation) => labelOf(relaxation) === row);
    const named = here.slice(0, RAISED_NAMED).map((relaxation) => relaxationWords({ ...relaxation, row: null }));
    const others = here.length - named.length;
    const text = [
      ...named,
      ...(others > 0 ? [`what ${formatCount(others, "more limit")} ${others === 1 ? "lacks" : "lack"}`] : []),
    ].join(", and ");
    return { text: inRow(text, row, here), ...(here.length > 1 ? { gain: "all of them together" } : {}) };
  });
  const fewer = relaxations
    .filter((relaxation) => relaxation.limit === "size")
    .map((relaxation) => ({ text: relaxationWords(relaxation), fewer: relaxation.by }));
  return raised.length > RAISED_NAMED ? [...fewer, ...together] : [...together, ...fewer];
}
