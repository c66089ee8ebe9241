// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold the drawing
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus, aria-activedescendant names the rack
"use client";
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { type FloorPalette, readPalette } from "../floor/palette";
import { useTheme } from "../primitives/Theme";
import { drawThumbs } from "./drawThumbs";
import { layoutThumbs, moveThumb, type ThumbKey, type ThumbRow, thumbAt } from "./thumbs";

/** Name of the User Timing measure of one drawing. */
const THUMBS_DRAWN = "headroom:thumbs-drawn";
const KEYS: readonly string[] = [
  "ArrowLeft",
  "ArrowRight",
  "ArrowUp",
  "ArrowDown",
  "Home",
  "End",
  "PageUp",
  "PageDown",
];

export interface RackThumbsProps {
  rows: readonly ThumbRow[];
  /** "Racks of room 1 of NRD-2". */
  label: string;
  selectedCode: string | null;
  onSelect: (code: string) => void;
  /** Enter or double click. */
  onOpen: (code: string) => void;
}

/**
 * Every rack of a room, small, on one screen. One tab stop; arrows move along and across the rows, Enter opens. Only the part that is in view
 * is drawn, into a canvas that stays in view.
 */
export function RackThumbs({ rows, label, selectedCode, onSelect, onOpen }: RackThumbsProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [widthPx, setWidthPx] = useState(860);
  const [hover, setHover] = useState(-1);
  const [palette, setPalette] = useState<FloorPalette | null>(null);
  const theme = useTheme();
  const gridId = useId();
  const layout = useMemo(() => layoutThumbs(rows, widthPx), [rows, widthPx]);
  const codes = useMemo(() => layout.boxes.map((box) => rows[box.row]?.racks[box.rack]?.code ?? ""), [layout, rows]);
  const selected = selectedCode === null ? -1 : codes.indexOf(selectedCode);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidthPx(Math.floor(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is what makes the colours new
  useEffect(() => {
    const read = () => frame.current && setPalette(readPalette(frame.current));
    read();
    document.fonts?.ready.then(read, () => undefined);
  }, [theme]);

  useLayoutEffect(() => {
    const [element, drawn] = [frame.current, canvas.current];
    const ctx = drawn?.getContext("2d");
    if (!element || !drawn || !ctx || !palette) return;
    const scroller = element.closest("main") ?? document.documentElement;
    let asked = 0;
    const draw = () => {
      asked = 0;
      const start = performance.now();
      const port = scroller.getBoundingClientRect();
      const box = element.getBoundingClientRect();
      const top = Math.max(0, Math.min(layout.height, port.top - box.top));
      const bottom = Math.max(top, Math.min(layout.height, top + port.height));
      const scale = window.devicePixelRatio || 1;
      const [w, h] = [Math.round(layout.width * scale), Math.round((bottom - top) * scale)];
      if (drawn.width !== w || drawn.height !== h) {
        drawn.width = w;
        drawn.height = h;
        drawn.style.height = `${bottom - top}px`;
      }
      drawn.style.transform = `translateY(${top}px)`;
      ctx.setTransform(scale, 0, 0, scale, 0, -top * scale);
      drawThumbs(ctx, { rows, layout, palette, top, bottom, selected, hover });
      performance.measure(THUMBS_DRAWN, { start });
    };
    const ask = () => {
      if (asked === 0) asked = requestAnimationFrame(draw);
    };
    draw();
    scroller.addEventListener("scroll", ask, { passive: true });
    window.addEventListener("resize", ask);
    return () => {
      cancelAnimationFrame(asked);
      scroller.removeEventListener("scroll", ask);
      window.removeEventListener("resize", ask);
    };
  }, [rows, layout, palette, selected, hover]);

  const at = (event: { clientX: number; clientY: number }): number => {
    const box = frame.current?.getBoundingClientRect();
    return box ? thumbAt(layout, event.clientX - box.left, event.clientY - box.top) : -1;
  };
  const select = (index: number) => {
    const code = codes[index];
    if (code !== undefined) onSelect(code);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" && selectedCode !== null) {
      event.preventDefault();
      onOpen(selectedCode);
      return;
    }
    if (!KEYS.includes(event.key)) return;
    event.preventDefault();
    const next = selected === -1 ? 0 : moveThumb(layout, selected, event.key as ThumbKey);
    select(next);
    const box = layout.boxes[next];
    if (box && frame.current) reveal(frame.current, box.y, box.height + 20);
  };
  const row = rows[layout.boxes[selected]?.row ?? -1];
  const shownIndex = hover === -1 ? selected : hover;
  const shownBox = layout.boxes[shownIndex];
  const shown = shownBox ? rows[shownBox.row]?.racks[shownBox.rack] : undefined;
  return (
    <div
      ref={frame}
      className="hr-thumbs-grid"
      role="grid"
      tabIndex={0}
      style={{ height: layout.height }}
      aria-label={`${label}. Arrow keys move, Page moves by row, Enter opens the rack. The same racks are in the table view.`}
      aria-rowcount={rows.length}
      aria-colcount={Math.max(0, ...rows.map((one) => one.racks.length))}
      aria-activedescendant={selected === -1 ? undefined : `${gridId}-${selected}`}
      onFocus={() => {
        if (selected === -1) select(0);
      }}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => setHover(at(event))}
      onPointerLeave={() => setHover(-1)}
      onClick={(event) => select(at(event))}
      onDoubleClick={(event) => {
        const code = codes[at(event)];
        if (code !== undefined) onOpen(code);
      }}
    >
      <canvas ref={canvas} style={{ width: layout.width }} />
      <div className="hr-vh">
        {row ? (
          <div role="row" aria-rowindex={rows.indexOf(row) + 1} aria-label={`Row ${row.label}`}>
            {row.racks.map((rack, index) => {
              const own = codes.indexOf(rack.code);
              return (
                <div
                  key={rack.code}
                  id={`${gridId}-${own}`}
                  role="gridcell"
                  aria-colindex={index + 1}
                  aria-selected={own === selected}
                >
                  {rack.words.join(", ")}
                </div>
              );
            })}
          </div>
        ) : null}
      </div>
      {shown && shownBox ? (
        <div
          className="hr-tip hr-floor-tip"
          aria-hidden="true"
          style={{
            left: Math.min(shownBox.x, Math.max(0, layout.width - 230)),
            ...(shownBox.y > layout.height * 0.6 && layout.height > 400
              ? { bottom: layout.height - shownBox.y + 6 }
              : { top: shownBox.y + shownBox.height + 18 }),
          }}
        >
          {shown.words.map((line, index) => (
            <div key={line} className={index === 0 ? "hr-strong" : "hr-sec"}>
              {line}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}

/** Room below the selected rack for what is said of it. */
const TIP_PX = 140;

/** Scrolls the page's scroller just enough to show the rack, never under a stuck header. */
function reveal(element: HTMLElement, y: number, height: number): void {
  const scroller = element.closest("main") ?? document.scrollingElement;
  if (!scroller) return;
  const view = scroller.getBoundingClientRect();
  const top = element.getBoundingClientRect().top + y;
  if (top < view.top + 60) scroller.scrollBy({ top: top - view.top - 60 });
  else if (top + height > view.bottom - TIP_PX) scroller.scrollBy({ top: top + height - view.bottom + TIP_PX });
}
