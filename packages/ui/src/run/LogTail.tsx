"use client";
import { useEffect, useRef } from "react";
import { formatDate, formatInstant } from "../format/dates";

export interface LogLine {
  id: string;
  at: string;
  level: "info" | "warn" | "error";
  /** "Burn-in"; empty: the run itself. */
  stage: string;
  rack: string;
  text: string;
  by: string | null;
}

export interface LogTailProps {
  /** Newest first. */
  lines: readonly LogLine[];
  /** Milliseconds: lines of another day carry their date instead of seconds. */
  now: number;
  /** Whether new lines are shown as they come, and said politely. */
  following: boolean;
  label: string;
}

const two = (n: number) => String(n).padStart(2, "0");
const clock = (at: string): string => {
  const date = new Date(at);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
};

/** The log of a run, newest first: warnings and errors have an edge mark and their word. */
export function LogTail({ lines, now, following, label }: LogTailProps) {
  const box = useRef<HTMLOListElement>(null);
  const newest = lines[0]?.id;
  // Who has scrolled down is reading: what comes then is above, and does not push.
  useEffect(() => {
    const list = box.current;
    if (newest !== undefined && following && list && list.scrollTop < 40) list.scrollTop = 0;
  }, [newest, following]);
  const today = formatDate(now, now);
  return (
    <ol
      className="hr-log"
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach it
      tabIndex={0}
      aria-label={label}
      aria-live={following ? "polite" : "off"}
      aria-relevant="additions"
    >
      {lines.map((line) => (
        <li key={line.id} data-level={line.level}>
          <time dateTime={line.at} title={formatInstant(line.at)}>
            {formatDate(line.at, now) === today
              ? clock(line.at)
              : `${formatDate(line.at, now)} ${clock(line.at).slice(0, 5)}`}
          </time>
          <span className="hr-log-stage">{line.stage}</span>
          <span className="hr-log-rack">{line.rack}</span>
          <span className="hr-log-text">
            {line.level === "info" ? null : <b>{line.level === "warn" ? "warn " : "error "}</b>}
            {line.text}
            {line.by ? <span className="hr-mut">, {line.by}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
