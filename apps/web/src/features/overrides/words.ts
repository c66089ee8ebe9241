import type { OverrideEffect, OverrideRow } from "@headroom/contracts/override";
import { formatCount, formatNumber, formatSigned } from "@headroom/ui/format/numbers";
import { limitName } from "../explanation/words";
import { amountText } from "../words/amounts";
import { rowLabel } from "../words/places";

/** "Row 1-17", with the datacenter where it is another one. */
export const placeName = (
  place: { readonly datacenter: string; readonly room: string; readonly row: string },
  home?: string,
): string => {
  const row = rowLabel(place.room, place.row);
  return place.datacenter === home || home === undefined ? row : `${place.datacenter} ${row}`;
};

/** "0.12 points dearer", "0.40 points better", "no dearer": smaller scores are better. */
export function costWords(points: number): string {
  const rounded = Math.round(points * 100) / 100;
  if (rounded === 0) return "no dearer";
  return `${formatNumber(Math.abs(rounded), 2)} ${Math.abs(rounded) === 1 ? "point" : "points"} ${rounded > 0 ? "dearer" : "better"}`;
}

export const signedPoints = (points: number): string => formatSigned(Math.round(points * 100) / 100, 2);

/** An amount of a limit in its own unit: "12.4 kW", "3 positions". */
export function amountOf(amount: number, unit: OverrideEffect["limits"][number]["unit"]): string {
  if (unit === "W") return amountText(amount, "W");
  const one: Partial<Record<typeof unit, string>> = {
    positions: "position",
    tags: "tag",
    racks: "rack",
    ports: "port",
  };
  return one[unit] ? formatCount(amount, one[unit]) : `${formatNumber(amount)} ${unit}`;
}

/** What stands beside a row in the list of targets. */
export function targetDetail(row: OverrideRow): string {
  const rule = row.rule ? `; a rule: ${row.rule.toLowerCase()}` : "";
  switch (row.state) {
    case "here":
      return `where it stands${rule}`;
    case "fits":
      return `${costWords(row.cost ?? 0)}, ${row.free} free${rule}`;
    case "displaces":
      return `others give way${row.worst ? `: ${limitName(row.worst)}` : ""}${rule}`;
    case "broken":
      return row.worst ? `no: ${limitName(row.worst)}, ${amountOf(row.worst.margin, row.worst.unit)}` : "no";
  }
}
