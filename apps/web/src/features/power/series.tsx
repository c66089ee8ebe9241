import type { Series, SeriesRange } from "@headroom/contracts/telemetry-series";
import type { TimeLine } from "@headroom/ui/charts/TimeChart";
import type { CsvValue } from "@headroom/ui/format/csv";
import { formatCount, formatPercent, formatPower, type PowerUnit, powerUnit } from "@headroom/ui/format/numbers";
import type { ReactNode } from "react";

/** On the switch. */
export const rangeLabels: Readonly<Record<SeriesRange, string>> = {
  "6h": "6 hours",
  "1d": "1 day",
  "7d": "7 days",
  "30d": "30 days",
  "1y": "1 year",
};

/** After "in the last". */
export const rangeWords: Readonly<Record<SeriesRange, string>> = {
  "6h": "6 hours",
  "1d": "day",
  "7d": "7 days",
  "30d": "30 days",
  "1y": "year",
};

const wattsOf: Readonly<Record<PowerUnit, number>> = { W: 1, kW: 1e3, MW: 1e6 };

/** In which all of it reads best. */
export function unitOf({ rows, lines }: Pick<Series, "rows" | "lines">): { name: PowerUnit; watts: number } {
  const most = Math.max(...rows.map(({ max }) => max), ...Object.values(lines).map((value) => value ?? 0), 0);
  const name = powerUnit(most);
  return { name, watts: wattsOf[name] };
}

/** What is counted on, W, by the names of the page. */
export const linesOf = ({ lines: { nameplateW, deratedW, limitW } }: Pick<Series, "lines">): TimeLine[] => [
  ...(nameplateW === null
    ? []
    : [{ kind: "nameplate" as const, label: `nameplate ${formatPower(nameplateW).text}`, value: nameplateW }]),
  ...(deratedW === null
    ? []
    : [{ kind: "derated" as const, label: `derated ${formatPower(deratedW).text}`, value: deratedW }]),
  ...(limitW === null ? [] : [{ kind: "limit" as const, label: `limit ${formatPower(limitW).text}`, value: limitW }]),
];

/** Every point counts as much as any other; of a datacenter every hour or day. */
function drawn({ rows, racks }: Series): { mean: number; most: Series["rows"][number] } {
  const weight = (row: Series["rows"][number]) => (racks === null ? row.points : 1);
  const all = rows.reduce((sum, row) => sum + weight(row), 0);
  const mean = rows.reduce((sum, row) => sum + row.mean * weight(row), 0) / all;
  const of = (row: Series["rows"][number]) => (racks === null ? row.max : row.mean);
  return { mean, most: rows.reduce((best, row) => (of(row) > of(best) ? row : best)) };
}

/** One sentence: what it drew, at most, and how much of what is counted on that is. */
export function summaryOf(series: Series, range: string): ReactNode {
  const { mean, most } = drawn(series);
  const mostW = series.racks === null ? most.max : most.mean;
  const { deratedW, limitW } = series.lines;
  const against = limitW ?? deratedW;
  const word = limitW === null ? "derated" : "its limit";
  const measured = series.rows.at(-1)?.racks;
  return (
    <>
      <b>{formatPower(mean).text}</b> on average in the last {range}, <b>{formatPower(mostW).text}</b> at most
      {against ? `: ${formatPercent(mostW / against).text} of ${word} (${formatPower(against).text})` : ""}
      {series.racks !== null && measured !== null && measured !== undefined && measured < series.racks
        ? `; of ${formatCount(measured, "rack")} with a meter, of ${series.racks} that stand`
        : ""}
      .
    </>
  );
}

/** The table's figures, in watts as they are kept, oldest first. */
export function csvOf(series: Series): { header: string[]; rows: CsvValue[][] } {
  const isSum = series.racks !== null;
  return {
    header: ["from", "step_s", "mean_w", ...(isSum ? ["racks"] : ["min_w", "max_w", "p95_w", "points"])],
    rows: series.rows.map(({ at, mean, min, max, p95, points, racks }) => [
      ...[at, series.stepSeconds, mean],
      ...(isSum ? [racks] : [min, max, p95, points]),
    ]),
  };
}
