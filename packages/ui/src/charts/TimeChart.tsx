"use client";
import { type ReactNode, useId, useState } from "react";
import { formatDate, formatInstant, formatTime } from "../format/dates";
import { formatNumber } from "../format/numbers";
import { type Column, DataTable } from "../primitives/DataTable";
import { ChartFrame, type ChartFrameProps } from "./ChartFrame";
import { Plot, usePlotWidth } from "./Plot";
import { niceTicks, tickDigits } from "./scale";
import { holesOf, nearestStep, runsOf, type TimeStep, timeTicks, usualGap } from "./timeScale";

export interface TimeLine {
  label: string;
  value: number;
  /** A limit is drawn as the limit of every chart; others are what is counted on. */
  kind: "limit" | "nameplate" | "derated";
}

export interface TimeChartProps<Step extends TimeStep> extends Omit<ChartFrameProps, "chart" | "table" | "legend"> {
  fromMs: number;
  toMs: number;
  stepMs: number;
  steps: readonly Step[];
  lines?: readonly TimeLine[];
  digits?: number;
  heightPx?: number;
  /** More columns of the table, beside least, mean and greatest. */
  columns?: readonly Column<Step>[];
  /** Least and greatest are of the same time, and not sums of those of many. */
  hasBand?: boolean;
  /** The step that is read, kept by the page (in the URL) or here. */
  cursorMs?: number | null;
  onCursor?: (atMs: number) => void;
}

const LEFT = 48;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 24;

/** What was measured, from the least to the greatest of each step with its mean, against lines of what is counted on. */
export function TimeChart<Step extends TimeStep>(props: TimeChartProps<Step>) {
  return (
    <ChartFrame
      {...props}
      legend={<TimeLegend lines={props.lines ?? []} hasBand={props.hasBand ?? true} />}
      chart={<TimePlot {...props} />}
      table={<TimeTable {...props} />}
    />
  );
}

const instantText = (atMs: number, stepMs: number): string =>
  stepMs >= 86_400_000 ? formatDate(atMs, atMs) : formatInstant(new Date(atMs).toISOString());

function TimePlot<Step extends TimeStep>({
  fromMs,
  toMs,
  stepMs,
  steps,
  lines = [],
  unit,
  digits = 1,
  heightPx = 240,
  hasBand = true,
  title,
  cursorMs,
  onCursor,
}: TimeChartProps<Step>) {
  const id = useId();
  const [frame, width] = usePlotWidth(800, 220);
  const [own, setOwn] = useState<number | null>(null);
  const [hover, setHover] = useState<number | null>(null);
  const chosenMs = onCursor ? (cursorMs ?? null) : own;
  const chosen = chosenMs === null ? null : nearestStep(steps, chosenMs);
  const values = [...steps.map(({ max, mean }) => (hasBand ? max : mean)), ...lines.map(({ value }) => value)];
  const ticks = niceTicks(Math.max(0, ...values), 4);
  const top = ticks.at(-1) ?? 1;
  const gapMs = usualGap(steps, stepMs);
  const plot = heightPx - TOP - BOTTOM;
  const x = (atMs: number) => LEFT + ((atMs - fromMs) / Math.max(1, toMs - fromMs)) * (width - LEFT - RIGHT);
  const y = (value: number) => TOP + plot * (1 - Math.max(0, value) / top);
  const read = hover !== null && hover < steps.length ? hover : chosen;
  const choose = (index: number) => {
    const step = steps[index];
    if (!step) return;
    setOwn(step.atMs);
    onCursor?.(step.atMs);
  };
  const indexAt = (px: number) => {
    const share = (px - LEFT) / Math.max(1, width - LEFT - RIGHT);
    return nearestStep(steps, fromMs + share * (toMs - fromMs));
  };
  const line = (run: readonly Step[], of: (step: Step) => number) =>
    run.map((step, i) => `${i === 0 ? "M" : "L"}${x(step.atMs).toFixed(1)} ${y(of(step)).toFixed(1)}`).join("");
  const band = (run: readonly Step[]) =>
    `${line(run, ({ max }) => max)}${[...run]
      .reverse()
      .map((step) => `L${x(step.atMs).toFixed(1)} ${y(step.min).toFixed(1)}`)
      .join("")}Z`;
  return (
    <Plot
      title={title}
      each="steps"
      one="an instant"
      count={steps.length}
      at={chosen}
      indexAt={indexAt}
      onChoose={choose}
      onHover={setHover}
      frame={frame}
      readout={read !== null && steps[read] ? readout(steps[read], stepMs, unit, digits, hasBand) : null}
    >
      <svg width={width} height={heightPx} aria-hidden="true">
        <defs>
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
        {holesOf(steps, gapMs, fromMs, toMs).map((hole) => (
          <rect
            key={hole.fromMs}
            x={x(hole.fromMs)}
            y={TOP + plot - 12}
            width={Math.max(1, x(hole.toMs) - x(hole.fromMs))}
            height={12}
            fill={`url(#${id}-unknown)`}
          />
        ))}
        {ticks.map((tick) => (
          <g key={tick}>
            <path d={`M${LEFT} ${y(tick)}H${width - RIGHT}`} className="hr-gl" />
            <text x={LEFT - 8} y={y(tick) + 3.5} textAnchor="end" className="hr-ax">
              {formatNumber(tick, tickDigits(ticks))}
            </text>
          </g>
        ))}
        {runsOf(steps, gapMs).map((run) =>
          run.length === 1 ? (
            <circle key={run[0]!.atMs} cx={x(run[0]!.atMs)} cy={y(run[0]!.mean)} r={2.5} className="hr-time-dot" />
          ) : (
            <g key={run[0]!.atMs}>
              {hasBand ? <path d={band(run)} className="hr-time-band" /> : null}
              <path d={line(run, ({ mean }) => mean)} className="hr-time-mean" />
            </g>
          ),
        )}
        {lines.map(({ label, value, kind }) => (
          <path
            key={label}
            d={`M${LEFT} ${y(value)}H${width - RIGHT}`}
            className={kind === "limit" ? "hr-limit" : `hr-time-${kind}`}
          />
        ))}
        {timeTicks(fromMs, toMs, width - LEFT - RIGHT).map(({ atMs, isDay }) => (
          <g key={atMs}>
            <path d={`M${x(atMs)} ${TOP + plot}v4`} className="hr-tk" />
            <text x={x(atMs)} y={TOP + plot + 16} textAnchor="middle" className={isDay ? "hr-axl" : "hr-ax"}>
              {isDay ? formatDate(atMs, toMs) : formatTime(atMs)}
            </text>
          </g>
        ))}
        <path d={`M${LEFT} ${TOP + plot}H${width - RIGHT}`} className="hr-tk" />
        {read !== null && steps[read] ? (
          <path d={`M${x(steps[read].atMs)} ${TOP}v${plot}`} className="hr-time-cursor" />
        ) : null}
      </svg>
    </Plot>
  );
}

const readout = (
  { atMs, min, mean, max }: TimeStep,
  stepMs: number,
  unit: string,
  digits: number,
  hasBand: boolean,
): string =>
  `${instantText(atMs, stepMs)}: ${formatNumber(mean, digits)} ${unit}${
    hasBand ? `, from ${formatNumber(min, digits)} to ${formatNumber(max, digits)} ${unit}` : ""
  }`;

function TimeTable<Step extends TimeStep>({
  title,
  steps,
  stepMs,
  unit,
  digits = 1,
  columns = [],
  hasBand = true,
}: TimeChartProps<Step>) {
  const number = (of: (step: Step) => number) => (step: Step) => formatNumber(of(step), digits);
  return (
    <DataTable<Step>
      label={title}
      columns={[
        {
          id: "at",
          header: stepMs >= 86_400_000 ? "Day" : "From",
          noWrap: true,
          cell: ({ atMs }) => instantText(atMs, stepMs),
        },
        { id: "mean", header: `Mean, ${unit}`, align: "end", cell: number(({ mean }) => mean) },
        ...(hasBand
          ? [
              { id: "min", header: "Least", align: "end", cell: number(({ min }) => min) } satisfies Column<Step>,
              { id: "max", header: "Greatest", align: "end", cell: number(({ max }) => max) } satisfies Column<Step>,
            ]
          : []),
        ...columns,
      ]}
      rows={[...steps].reverse()}
      rowKey={({ atMs }) => String(atMs)}
      density="compact"
    />
  );
}

const lineSign: Readonly<Record<TimeLine["kind"], ReactNode>> = {
  limit: <path d="M0 5h20" className="hr-limit" />,
  nameplate: <path d="M0 5h20" className="hr-time-nameplate" />,
  derated: <path d="M0 5h20" className="hr-time-derated" />,
};

function TimeLegend({ lines, hasBand }: { lines: readonly TimeLine[]; hasBand: boolean }) {
  return (
    <>
      <span>
        <svg width="20" height="10" aria-hidden="true">
          {hasBand ? <rect width="20" height="10" className="hr-time-band" /> : null}
          <path d="M0 5h20" className="hr-time-mean" />
        </svg>
        {hasBand ? "measured: mean, least to greatest" : "measured: mean"}
      </span>
      {lines.map(({ label, kind }) => (
        <span key={label}>
          <svg width="20" height="10" aria-hidden="true">
            {lineSign[kind]}
          </svg>
          {label}
        </span>
      ))}
    </>
  );
}
