"use client";
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from "react";

interface PlotProps {
  title: string;
  /** What the arrows go through, as "months". */
  each: string;
  count: number;
  /** Index that the cursor is at; null: it has not been used. */
  at: number | null;
  /** Index under so many pixels from the left edge; null: none. */
  indexAt: (px: number) => number | null;
  onChoose: (index: number) => void;
  onHover: (index: number | null) => void;
  frame: RefObject<HTMLDivElement | null>;
  /** What the cursor or the pointer reads; null: nothing yet. */
  readout: ReactNode | null;
  /** One thing of `each`, as "a month". */
  one: string;
  /** The drawing. */
  children: ReactNode;
}

/** Frame of a drawing and its width in whole px, at least so many; the first one is for the server. */
export function usePlotWidth(first: number, least: number) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(
      ([entry]) => entry && setWidth(Math.max(least, Math.floor(entry.contentRect.width))),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [least]);
  return [frame, width] as const;
}

/** A drawing with one cursor along its time axis: one tab stop, arrows, Home and End, or the pointer. What is read stands inside, as text. */
export function Plot({ title, each, one, count, at, indexAt, onChoose, onHover, frame, readout, children }: PlotProps) {
  const last = count - 1;
  const under = (clientX: number) =>
    frame.current ? indexAt(clientX - frame.current.getBoundingClientRect().left) : null;
  const onKeyDown = (event: KeyboardEvent) => {
    const to = {
      ArrowLeft: at === null ? last : at - 1,
      ArrowRight: at === null ? last : at + 1,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined || last < 0) return;
    event.preventDefault();
    onChoose(Math.max(0, Math.min(last, to)));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this groups a drawing with its readout
    <div
      className="hr-plot"
      ref={frame}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the cursor, read out below
      tabIndex={0}
      aria-label={`${title}. Left and right arrows read the ${each} one by one; the same figures are in the table.`}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => onHover(under(event.clientX))}
      onPointerLeave={() => onHover(null)}
      onClick={(event) => {
        const index = under(event.clientX);
        if (index !== null) onChoose(index);
      }}
    >
      {children}
      <p className="hr-readout" aria-live="polite">
        {readout ?? <span className="hr-mut">{`Point at ${one} to read it; a click or \u2190 \u2192 chooses it`}</span>}
      </p>
    </div>
  );
}
