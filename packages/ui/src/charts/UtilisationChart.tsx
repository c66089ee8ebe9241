"use client";
// Own SVG instead of a chart library: the marks of this product are few and its own (solid, hatched and hanging bands against a limit
// step), they must read the tokens' patterns and colours, render on the server, and keep a page's JavaScript small. A library would be
// bent to draw them and would bring everything else along.
import { useId, useState } from "react";
import { formatMonthShort, yearOf } from "../format/dates";
import { formatNumber } from "../format/numbers";
import { ChartFrame, type ChartFrameProps } from "./ChartFrame";
import { Plot, usePlotWidth } from "./Plot";
import {
  type Band,
  monthBands,
  monthLabelStep,
  niceTicks,
  tickDigits,
  type UtilisationMonth,
  yearLabelled,
} from "./scale";
import { describeMonth, UtilisationTable } from "./UtilisationTable";

export type { UtilisationMonth };

export interface UtilisationChartProps extends Omit<ChartFrameProps, "chart" | "table" | "legend"> {
  months: readonly UtilisationMonth[];
  digits?: number;
  heightPx?: number;
  /** Where the facts of a month are shown one by one. */
  monthHref?: (month: string) => string;
  /** The month chosen, kept by the page (in the URL) or here: by a click or with the arrows. Pointing at a month only reads it. */
  cursor?: string | null;
  onCursor?: (month: string) => void;
}

const LEFT = 44;
const RIGHT = 10;
const TOP = 10;
const BOTTOM = 34;

/** Months on the x axis; in service, installed, committed and stranded against the step of the limit. The gap is what can be had. */
export function UtilisationChart(props: UtilisationChartProps) {
  const { months, digits = 1, unit } = props;
  return (
    <ChartFrame
      {...props}
      legend={<UtilisationLegend />}
      chart={<UtilisationPlot {...props} />}
      table={
        <UtilisationTable label={props.title} months={months} unit={unit} digits={digits} monthHref={props.monthHref} />
      }
    />
  );
}

function UtilisationPlot({
  months,
  unit,
  digits = 1,
  heightPx = 260,
  title,
  cursor: given,
  onCursor,
}: UtilisationChartProps) {
  const id = useId();
  const [frame, width] = usePlotWidth(1100, 240);
  const [own, setOwn] = useState<string | null>(null);
  const [hover, setHover] = useState<number | null>(null);
  const cursor = onCursor ? (given ?? null) : (own ?? given ?? null);

  const bands = months.map(monthBands);
  const most = Math.max(0, ...months.map((month) => month.limit ?? 0), ...bands.flat().map((band) => band.to));
  const ticks = niceTicks(most);
  const top = ticks.at(-1) ?? 1;
  const column = (width - LEFT - RIGHT) / Math.max(1, months.length);
  const plot = heightPx - TOP - BOTTOM;
  const x = (index: number) => LEFT + index * column;
  const y = (value: number) => TOP + plot * (1 - value / top);
  const bar = Math.max(2, Math.min(22, column - Math.max(1.5, column * 0.22)));
  const step = monthLabelStep(column);
  const years = yearLabelled(months, column);
  const at = months.findIndex((month) => month.month === cursor);
  const read = hover !== null && months[hover] ? hover : at;
  const indexAt = (px: number): number | null => {
    const index = Math.floor((px - LEFT) / column);
    return index >= 0 && index < months.length ? index : null;
  };
  const choose = (index: number) => {
    const month = months[index];
    if (!month || month.month === cursor) return;
    setOwn(month.month);
    onCursor?.(month.month);
  };
  return (
    <Plot
      title={title}
      each="months"
      one="a month"
      count={months.length}
      at={at < 0 ? null : at}
      indexAt={indexAt}
      onChoose={choose}
      onHover={setHover}
      frame={frame}
      readout={months[read] ? describeMonth(months[read], unit, digits) : null}
    >
      <svg width={width} height={heightPx} aria-hidden="true">
        <defs>
          <pattern
            id={`${id}-strand`}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(-45)"
          >
            <path d="M0 0H5" stroke="var(--ink-2)" strokeWidth="1.2" />
          </pattern>
          <pattern id={`${id}-commit`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="5" height="5" fill="var(--planned-soft)" />
            <path d="M0 0H5" stroke="var(--planned-fill)" strokeWidth="2" />
          </pattern>
          <pattern id={`${id}-over`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="4" height="4" fill="var(--critical-soft)" />
            <path d="M0 0V4" stroke="var(--critical-fill)" strokeWidth="3" />
          </pattern>
          <pattern
            id={`${id}-unknown`}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(-45)"
          >
            <rect width="5" height="5" fill="var(--unknown-bg)" />
            <path d="M0 0H5" stroke="var(--unknown-line)" />
          </pattern>
        </defs>
        {ticks.map((tick) => (
          <g key={tick}>
            <path d={`M${LEFT} ${y(tick)}H${width - RIGHT}`} className="hr-gl" />
            <text x={LEFT - 8} y={y(tick) + 3.5} textAnchor="end" className="hr-ax">
              {formatNumber(tick, tickDigits(ticks))}
            </text>
          </g>
        ))}
        {hover !== null && hover !== at ? (
          <rect x={x(hover)} y={TOP} width={column} height={plot} className="hr-pointed" />
        ) : null}
        {at >= 0 ? <rect x={x(at)} y={TOP} width={column} height={plot} className="hr-cursor" /> : null}
        {months.map((month, index) => (
          <MonthColumn
            key={month.month}
            id={id}
            bands={bands[index] ?? []}
            x={x(index) + (column - bar) / 2}
            width={bar}
            y={y}
          />
        ))}
        <path d={limitPath(months, x, y, column)} className="hr-limit" />
        {months.map((month, index) => (
          <MonthLabel
            key={month.month}
            month={month.month}
            withYear={years[index] ?? false}
            step={step}
            x={x(index) + column / 2}
            y={TOP + plot}
          />
        ))}
        <path d={`M${LEFT} ${TOP + plot}H${width - RIGHT}`} className="hr-tk" />
      </svg>
    </Plot>
  );
}

/** Fill of a band; `id` names the chart's own patterns. */
function fillOf(kind: Band["kind"], id: string): string {
  if (kind === "inService") return "var(--used)";
  if (kind === "installed") return "var(--held)";
  return `url(#${id}-${kind === "committed" ? "commit" : kind === "stranded" ? "strand" : "over"})`;
}

function MonthColumn({
  id,
  bands,
  x,
  width,
  y,
}: {
  id: string;
  bands: readonly Band[];
  x: number;
  width: number;
  y: (value: number) => number;
}) {
  if (bands.length === 0)
    return (
      <rect x={x} y={y(0) - 12} width={width} height={12} fill={`url(#${id}-unknown)`} stroke="var(--unknown-line)" />
    );
  return bands.map((band) => (
    <rect
      key={band.kind}
      x={x}
      y={y(band.to)}
      width={width}
      height={Math.max(0.5, y(band.from) - y(band.to))}
      fill={fillOf(band.kind, id)}
      stroke={
        band.kind === "committed" ? "var(--planned-fill)" : band.kind === "over" ? "var(--critical-fill)" : undefined
      }
      strokeDasharray={band.kind === "committed" ? "3 2" : undefined}
      strokeWidth={band.kind === "committed" || band.kind === "over" ? 1 : undefined}
    />
  ));
}

function MonthLabel({
  month,
  withYear,
  step,
  x,
  y,
}: {
  month: string;
  withYear: boolean;
  step: number;
  x: number;
  y: number;
}) {
  const number = Number(month.slice(5, 7)) - 1;
  const shown = number % step === 0;
  return (
    <>
      <path d={`M${x} ${y}v4`} className="hr-tk" />
      {shown ? (
        <text x={x} y={y + 15} textAnchor="middle" className="hr-ax">
          {formatMonthShort(month)}
        </text>
      ) : null}
      {withYear ? (
        <text x={x} y={y + 29} textAnchor="middle" className="hr-axl">
          {yearOf(month)}
        </text>
      ) : null}
    </>
  );
}

/** A step from month to month; broken where no limit is set. */
function limitPath(
  months: readonly UtilisationMonth[],
  x: (index: number) => number,
  y: (value: number) => number,
  column: number,
): string {
  let path = "";
  let open = false;
  months.forEach((month, index) => {
    if (month.limit === null) {
      open = false;
      return;
    }
    const at = y(month.limit).toFixed(1);
    path += open ? `V${at}` : `M${x(index).toFixed(1)} ${at}`;
    path += `H${(x(index) + column).toFixed(1)}`;
    open = true;
  });
  return path;
}

function UtilisationLegend() {
  return (
    <>
      <span>
        <i className="hr-sw hr-sw-used" />
        in service
      </span>
      <span>
        <i className="hr-sw hr-sw-gain" />
        installed, not in service
      </span>
      <span>
        <i className="hr-sw hr-sw-planned" />
        committed, not there yet
      </span>
      <span>
        <i className="hr-sw hr-sw-strand" />
        stranded, hangs from the limit
      </span>
      <span>
        <svg width="20" height="10" aria-hidden="true">
          <path d="M0 8h9V2h11" className="hr-limit" />
        </svg>
        limit
      </span>
    </>
  );
}
