"use client";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { formatDate, formatDateTime, formatTime } from "../format/dates";
import { formatCount, formatOf } from "../format/numbers";
import { type Column, DataTable } from "../primitives/DataTable";
import { type GateMark, type StageBar, type Timeline, timeTicks, type WaveLine } from "./timeline";
import { tierWord, waveName } from "./words";
import { clipped, type Span } from "./zoom";

type Mark = StageBar | GateMark;

export interface WaveTimelineProps {
  timeline: Timeline;
  /** The part of its time that is drawn. Absent: all. */
  span?: Span;
  /** Milliseconds: where the line "now" stands. */
  now: number;
  /** The day a run is due, its end in milliseconds. */
  due?: number | null;
  /** Key of the mark that the cursor is on, kept by the page. */
  cursor: string | null;
  onCursor: (key: string) => void;
  /** Stages on the way that decides when the run ends: marked by a line under them. */
  critical?: ReadonlySet<string>;
}

const TOP = 30;
const LINE = 38;
const BAR = 20;

/** Waves as rows on a time axis: stages are bars, gates are diamonds. */
export function WaveTimeline({ timeline, span, now, due, cursor, onCursor, critical }: WaveTimelineProps) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(1160);
  const [hover, setHover] = useState<string | null>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(
      ([entry]) => entry && setWidth(Math.max(260, Math.floor(entry.contentRect.width))),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const { lines, from, to } = span ? clipped(timeline, span) : timeline;
  const left = width < 560 ? 74 : 116;
  const right = 14;
  const height = TOP + lines.length * LINE + 6;
  const x = (moment: number) => left + ((moment - from) / (to - from)) * (width - left - right);
  const ticks = timeTicks(from, to, Math.max(2, Math.floor((width - left) / 110)));
  const marks = lines.map(marksOf);
  const all = marks.flat();
  // read as it is, and not as it is cut
  const read = timeline.lines.flatMap(marksOf).find((mark) => mark.key === (hover ?? cursor));

  const choose = (mark: Mark | undefined) => {
    if (mark) onCursor(mark.key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const turn = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const edge = { Home: 0, End: -1 }[event.key];
    if (step === undefined && turn === undefined && edge === undefined) return;
    event.preventDefault();
    const row = marks.findIndex((one) => one.some((mark) => mark.key === cursor));
    const here = marks[row]?.findIndex((mark) => mark.key === cursor) ?? -1;
    if (row < 0) return choose(all[0]);
    if (step !== undefined) return choose(marks[row]?.[here + step]);
    if (edge !== undefined) return choose(marks[row]?.at(edge));
    const next = marks[row + (turn ?? 0)];
    if (next) choose(next[Math.min(here, next.length - 1)]);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this groups a drawing with its readout
    <div
      className="hr-plot hr-tl"
      ref={frame}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the cursor, read out below
      tabIndex={0}
      aria-label="Waves over time. Arrow keys read stages and gates one by one; the same is in the table."
      onKeyDown={onKeyDown}
      onPointerLeave={() => setHover(null)}
    >
      <svg width={width} height={height} aria-hidden="true">
        <Patterns id={id} />
        {ticks.at.map((tick) => (
          <g key={tick}>
            <path d={`M${x(tick)} ${TOP - 8}V${height}`} className="hr-gl" />
            <text x={x(tick)} y={12} textAnchor="middle" className="hr-ax">
              {ticks.isDay ? formatDate(tick, now) : formatTime(tick)}
            </text>
          </g>
        ))}
        {lines.map((line, index) => (
          <Line
            key={line.number}
            {...{ id, line, x, left, cursor, critical }}
            y={TOP + index * LINE}
            onPoint={setHover}
            onPick={(mark) => choose(mark)}
          />
        ))}
        {due != null && due >= from && due <= to ? (
          <>
            <path d={`M${x(due)} ${TOP - 12}V${height}`} className="hr-tl-due" />
            <text
              x={isAfterNow(x(due), x(now)) ? x(due) + 4 : x(due) - 4}
              y={TOP - 5}
              textAnchor={isAfterNow(x(due), x(now)) ? "start" : "end"}
              className="hr-axl"
            >
              due
            </text>
          </>
        ) : null}
        {now >= from && now <= to ? (
          <>
            <path d={`M${x(now)} ${TOP - 12}V${height}`} className="hr-tl-now" />
            <text x={x(now) + 4} y={TOP - 5} className="hr-axl">
              now
            </text>
          </>
        ) : null}
      </svg>
      <p className="hr-readout" aria-live="polite">
        {read ? (
          readWords(read, now)
        ) : (
          <span className="hr-mut">
            {"Point at a stage or gate to read it; a click or \u2190 \u2192 \u2191 \u2193 chooses it"}
          </span>
        )}
      </p>
    </div>
  );
}

/** The word "due" stands on the other side of its line where "now" is in its way. */
const isAfterNow = (due: number, now: number): boolean => due > now && due - now < 64;

/** In the order of time: what the cursor goes through. */
const marksOf = ({ bars, gates }: WaveLine): Mark[] =>
  [...bars, ...gates].sort((a, b) => (a.kind === "stage" ? a.from : a.at) - (b.kind === "stage" ? b.from : b.at));

interface LineProps {
  id: string;
  line: WaveLine;
  x: (moment: number) => number;
  y: number;
  left: number;
  cursor: string | null;
  critical?: ReadonlySet<string>;
  onPoint: (key: string | null) => void;
  onPick: (mark: Mark) => void;
}

function Line({ id, line, x, y, left, cursor, critical, onPoint, onPick }: LineProps) {
  const isNarrow = left < 100;
  const note = isNarrow
    ? formatCount(line.racks, "rack")
    : [formatCount(line.racks, "rack"), tierWord(line.tier)].filter(Boolean).join(", ");
  return (
    <g>
      <text x={0} y={y + 9} className="hr-tl-name">
        {waveName(line.number)}
      </text>
      <text x={0} y={y + 22} className="hr-ax">
        {note}
      </text>
      {line.ends && line.ends.p90 > line.ends.p10 ? (
        <path d={`M${x(line.ends.p10)} ${y + BAR + 6}H${x(line.ends.p90)}`} className="hr-tl-band" />
      ) : null}
      {line.bars.map((bar) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: a pointer's way; the keyboard's is the cursor of the whole drawing
        <g key={bar.key} onPointerEnter={() => onPoint(bar.key)} onClick={() => onPick(bar)}>
          <Bar {...{ id, bar, x, y }} isChosen={bar.key === cursor} isCritical={critical?.has(bar.key) ?? false} />
        </g>
      ))}
      {line.gates.map((gate) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: a pointer's way; the keyboard's is the cursor of the whole drawing
        <g key={gate.key} onPointerEnter={() => onPoint(gate.key)} onClick={() => onPick(gate)}>
          <Diamond gate={gate} cx={x(gate.at)} cy={y + BAR / 2} isChosen={gate.key === cursor} />
        </g>
      ))}
    </g>
  );
}

/** About the width of a letter at 11 px. */
const LETTER = 6.2;

function Bar(props: {
  id: string;
  bar: StageBar;
  x: LineProps["x"];
  y: number;
  isChosen: boolean;
  isCritical: boolean;
}) {
  const { id, bar, x } = props;
  const height = bar.shares ? BAR / 2 - 1 : BAR;
  const y = props.y + (bar.shares && bar.lane === 1 ? BAR / 2 + 1 : 0);
  const x0 = x(bar.from);
  const gap = x(bar.to) - x0 > 4 ? 1 : 0;
  const width = Math.max(2, x(bar.to) - x0 - gap);
  const solid = bar.state === "done" ? width : Math.max(0, Math.min(width, x(bar.doneTo) - x0));
  const trouble = bar.state === "retrying" || bar.state === "failed";
  const hatched = trouble ? Math.min(width - solid, Math.max(8, (width * (bar.retrying + bar.failed)) / bar.racks)) : 0;
  const fits = !bar.shares && bar.title.length * LETTER + 8 < width;
  const isDark = bar.state === "done" || solid > width * 0.75;
  return (
    <>
      <rect x={x0} y={y} width={width} height={height} className="hr-tl-bar" data-state={bar.state} />
      {solid > 0 ? <rect x={x0} y={y} width={solid} height={height} className="hr-tl-solid" /> : null}
      {hatched > 0 ? (
        <rect
          x={x0 + solid}
          y={y}
          width={hatched}
          height={height}
          fill={`url(#${id}-${bar.state})`}
          className="hr-tl-hatch"
          data-state={bar.state}
        />
      ) : null}
      {props.isCritical ? <path d={`M${x0} ${props.y + BAR + 3}h${width}`} className="hr-tl-critical" /> : null}
      {fits ? (
        <text
          x={x0 + width / 2}
          y={y + 14}
          textAnchor="middle"
          className="hr-tl-label"
          data-state={isDark ? "done" : bar.state}
        >
          {bar.title}
        </text>
      ) : null}
      {props.isChosen ? (
        <rect x={x0 - 2} y={y - 2} width={width + 4} height={height + 4} className="hr-tl-chosen" />
      ) : null}
    </>
  );
}

function Diamond({ gate, cx, cy, isChosen }: { gate: GateMark; cx: number; cy: number; isChosen: boolean }) {
  return (
    <>
      {isChosen ? <path d={`M${cx} ${cy - 13}l13 13-13 13-13-13z`} className="hr-tl-chosen" /> : null}
      <path d={`M${cx} ${cy - 9}l9 9-9 9-9-9z`} className="hr-tl-gate" data-state={gate.state} />
      {gate.state === "open" ? <path d={`M${cx - 3.5} ${cy}l2.5 2.8 4.5-5`} className="hr-tl-tick" /> : null}
      {gate.state === "asked" || gate.state === "failed" ? (
        <path d={`M${cx} ${cy - 4.5}v5M${cx} ${cy + 3}v.5`} className="hr-tl-tick" data-on="fill" />
      ) : null}
      {gate.state === "held" ? (
        <path d={`M${cx - 2} ${cy - 3}v6M${cx + 2} ${cy - 3}v6`} className="hr-tl-tick" />
      ) : null}
    </>
  );
}

const Patterns = ({ id }: { id: string }) => (
  <defs>
    {(["retrying", "failed"] as const).map((state) => (
      <pattern
        key={state}
        id={`${id}-${state}`}
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="5" height="5" fill={state === "failed" ? "var(--critical-soft)" : "var(--attention-soft)"} />
        <path
          d="M0 0V5"
          stroke={state === "failed" ? "var(--critical-fill)" : "var(--attention-fill)"}
          strokeWidth={state === "failed" ? 3 : 2.5}
        />
      </pattern>
    ))}
  </defs>
);

const barWords: Record<StageBar["state"], string> = {
  done: "done",
  working: "in work",
  retrying: "retrying",
  failed: "failed",
  toCome: "to come",
  late: "late",
  gone: "not done to its end",
};
const gateWords: Record<GateMark["state"], string> = {
  open: "open",
  asked: "waits for somebody to open it",
  held: "held",
  shut: "shut",
  failed: "did not find what it wants to see",
};

const isPast = (bar: StageBar) => bar.state === "done" || bar.state === "gone";

const spanWords = (mark: Mark, now: number): string =>
  mark.kind === "gate"
    ? `${mark.state === "open" ? "since" : "about"} ${formatDateTime(mark.at, now)}`
    : `${formatDateTime(mark.from, now)} to ${isPast(mark) ? "" : "about "}${formatDateTime(mark.to, now)}`;

function readWords(mark: Mark, now: number): string {
  const wave = waveName(Number(mark.key.split("/")[0]));
  if (mark.kind === "gate")
    return `${wave}, ${mark.title.toLowerCase()}: ${gateWords[mark.state]}, ${spanWords(mark, now)}`;
  return `${wave}, ${mark.title}: ${barWords[mark.state]}, ${formatOf(mark.settled, mark.racks)} racks, ${spanWords(mark, now)}`;
}

/** The same as a table. */
export function TimelineTable({ timeline, now }: { timeline: Timeline; now: number }) {
  const rows = timeline.lines.flatMap((line) => marksOf(line).map((mark) => ({ line, mark })));
  const columns: readonly Column<(typeof rows)[number]>[] = [
    { id: "wave", header: "Wave", noWrap: true, cell: ({ line }) => waveName(line.number) },
    {
      id: "what",
      header: "Stage or gate",
      wrap: true,
      cell: ({ mark }) => (
        <>
          {mark.title}
          {/* On a phone the dates stand here, as their columns have no room. */}
          <span className="hr-t-sub hr-phone">{spanWords(mark, now)}</span>
        </>
      ),
    },
    {
      id: "state",
      header: "State",
      wrap: true,
      cell: ({ mark }) => (mark.kind === "stage" ? barWords[mark.state] : gateWords[mark.state]),
    },
    {
      id: "racks",
      header: "Racks",
      align: "end",
      noWrap: true,
      cell: ({ mark }) => (mark.kind === "stage" ? formatOf(mark.settled, mark.racks) : ""),
    },
    {
      id: "from",
      header: "From, UTC",
      align: "end",
      priority: 2,
      noWrap: true,
      cell: ({ mark }) => (mark.kind === "stage" ? formatDateTime(mark.from, now) : formatDateTime(mark.at, now)),
    },
    {
      id: "to",
      header: "To, UTC",
      align: "end",
      priority: 2,
      noWrap: true,
      cell: ({ mark }) =>
        mark.kind === "stage" ? `${isPast(mark) ? "" : "about "}${formatDateTime(mark.to, now)}` : "",
    },
  ];
  return (
    <DataTable
      label="Stages and gates of the waves, in order"
      columns={columns}
      rows={rows}
      rowKey={({ mark }) => mark.key}
      rowHeader="what"
      density="compact"
    />
  );
}

export const TimelineLegend = () => (
  <div className="hr-legend hr-tl-legend">
    <span>
      <i className="hr-sw hr-sw-used" />
      done
    </span>
    <span>
      <i className="hr-sw hr-sw-retrying" />
      retrying
    </span>
    <span>
      <i className="hr-sw hr-sw-free" />
      to come
    </span>
    <span>
      <i className="hr-sw hr-sw-late" />
      late
    </span>
    <span>
      <i className="hr-sw hr-sw-over" />
      failed
    </span>
    <span>diamond: gate</span>
    <span>line under a stage: decides when the run ends</span>
  </div>
);
