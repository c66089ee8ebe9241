import type { ReservationRow } from "@headroom/contracts/reservation";
import { formatCount } from "@headroom/ui/format/numbers";
import { rowLabel } from "../words/places";

export const kindWords = { units: "Units", positions: "Positions", device: "Device" } as const;
export const whenWords = { now: "In force", expiring: "Expires soon", coming: "To come", past: "Over" } as const;

/** "3 – 5, 8" for 3, 4, 5, 8. */
export function rangesText(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const n of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else ranges.push([n, n]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}\u00a0\u2013\u00a0${to}`)).join(", ");
}

/** Numbers of "3-5, 8"; null where something else stands there. */
export function numbersOf(text: string, most: number): number[] | null {
  const found = new Set<number>();
  for (const part of text.split(/[\s,;]+/).filter((one) => one !== "")) {
    const [, from, to] = /^(\d{1,5})(?:[-–](\d{1,5}))?$/.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to ?? from)];
    if (from === undefined || first < 1 || last < first || last > most) return null;
    for (let n = first; n <= last; n++) found.add(n);
  }
  return found.size === 0 ? null : [...found].sort((a, b) => a - b);
}

type Kept = Pick<ReservationRow, "kind" | "rack" | "server" | "face" | "room" | "row" | "numbers" | "datacenter">;

/** "R12, U3 – 5, front". */
export function keptWords({ kind, rack, server, face, room, row, numbers, datacenter }: Kept): string {
  if (kind === "device") return `${server} in ${rack}`;
  if (kind === "positions")
    return `${datacenter} ${rowLabel(room, row ?? "")}, ${formatCount(numbers.length, "position")}: ${rangesText(numbers)}`;
  return `${rack}, U${rangesText(numbers)}${face === "both" ? "" : `, ${face}`}`;
}

export const keptHref = ({ kind, rack, datacenter }: Kept): string =>
  kind === "positions" ? `/floors/${encodeURIComponent(datacenter)}` : `/racks/${encodeURIComponent(rack ?? "")}`;
