"use client";
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTheme } from "../primitives/Theme";
import { drawFloor, drawMarks, type FloorContext } from "./draw";
import { FloorGrid } from "./FloorGrid";
import { boxOf, type FloorKey, type FloorShape, hitTest, layoutFloor, moveRef } from "./layout";
import { type FloorPalette, readPalette } from "./palette";
import { type CellRef, describeCell, type FloorScene, type StrandCause, sameRef } from "./scene";

export type { CellRef, FloorScene };

/** Name of the User Timing measure of one drawing. */
const FLOOR_DRAWN = "headroom:floor-drawn";

export interface FloorCanvasProps {
  scene: FloorScene;
  /** "Floor of NRD-2, 72 rows by 20 positions". */
  label: string;
  selected: CellRef | null;
  onSelect: (ref: CellRef) => void;
  /** Enter or double click on a position. */
  onOpen?: (ref: CellRef) => void;
  /** The pointer came to another place; null: it left. */
  onHover?: (ref: CellRef | null) => void;
  /** Under the words of the place the pointer is on. What it says has to be reachable without a pointer too. */
  hoverNote?: ReactNode;
  /** Whether the place may be dragged; it then is, to wherever `onDrop` says yes. Dragging needs another way in beside it. */
  canDrag?: (ref: CellRef) => boolean;
  /** A place was dropped on a row. */
  onDrop?: (from: CellRef, to: CellRef) => void;
  /** What may be dragged in from outside the floor: the type of its data. */
  dropType?: string;
  /** It was dropped on a row, with its data. */
  onDropIn?: (carried: string, to: CellRef) => void;
  showStranded?: boolean;
  /** Largest cell, 18 x 12 as in the design; more for a single small room. */
  maxCellWidthPx?: number;
  /** Where wide cells would make the floor too high for the page. */
  maxCellHeightPx?: number;
  /** Layout before the width is known (server, first paint). */
  initialWidthPx?: number;
}

const KEYS: Record<string, FloorKey> = {
  ArrowLeft: "ArrowLeft",
  ArrowRight: "ArrowRight",
  ArrowUp: "ArrowUp",
  ArrowDown: "ArrowDown",
  Home: "Home",
  End: "End",
  PageUp: "PageUp",
  PageDown: "PageDown",
};

function context(canvas: HTMLCanvasElement | null, width: number, height: number): FloorContext | null {
  const ctx = canvas?.getContext("2d");
  if (!canvas || !ctx) return null;
  const scale = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  ctx.setTransform(scale, 0, 0, scale, 0, 0);
  return ctx;
}

/**
 * The floor as a drawing with one tab stop. Arrows move by position, Home and End to the ends of the row, Page to the neighbouring row,
 * Enter opens. A real grid of the current row stands behind the drawing, so that what is selected is also said.
 */
export function FloorCanvas(props: FloorCanvasProps) {
  const { scene, selected, onSelect, onOpen, showStranded = true } = props;
  const frame = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const marks = useRef<HTMLCanvasElement>(null);
  const [widthPx, setWidthPx] = useState(props.initialWidthPx ?? 860);
  const [hover, setHover] = useState<CellRef | null>(null);
  /** Picked up by the pointer; `moving` once it has left its row, until then it may still be a click. */
  const [drag, setDrag] = useState<{ from: CellRef; moving: boolean } | null>(null);
  /** Something from outside is over the floor. */
  const [incoming, setIncoming] = useState(false);
  const [palette, setPalette] = useState<FloorPalette | null>(null);
  const theme = useTheme();
  const gridId = useId();

  const shape: FloorShape = useMemo(() => scene.rooms.map((room) => room.rows.map((row) => row.cells.length)), [scene]);
  const layout = useMemo(
    () =>
      layoutFloor(shape, {
        widthPx,
        maxCellWidthPx: props.maxCellWidthPx,
        maxCellHeightPx: props.maxCellHeightPx,
        labelWidthPx: labelWidth(scene),
      }),
    [shape, widthPx, props.maxCellWidthPx, props.maxCellHeightPx, scene],
  );

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
    // The labels are drawn again once the fonts are there.
    document.fonts?.ready.then(read, () => undefined);
  }, [theme]);

  useLayoutEffect(() => {
    const ctx = context(base.current, layout.width, layout.height);
    if (!ctx || !palette) return;
    const start = performance.now();
    drawFloor(ctx, { scene, layout, palette, showStranded, selected });
    // Seen in the browser's performance panel, and read by `pnpm bench web`.
    performance.measure(FLOOR_DRAWN, { start });
  }, [scene, layout, palette, showStranded, selected]);

  useLayoutEffect(() => {
    const ctx = context(marks.current, layout.width, layout.height);
    const mark = hover && (drag?.moving || incoming) ? { ...hover, cell: null } : hover;
    if (ctx && palette) drawMarks(ctx, layout, palette, { selected, hover: mark });
  }, [layout, palette, selected, hover, drag, incoming]);

  const dropped = useRef(false);
  const point = (ref: CellRef | null) => {
    setHover(ref);
    props.onHover?.(ref);
  };
  const leave = () => {
    setIncoming(false);
    point(null);
  };
  const at = (event: PointerEvent | React.MouseEvent): CellRef | null => {
    const box = base.current?.getBoundingClientRect();
    return box ? hitTest(layout, event.clientX - box.left, event.clientY - box.top) : null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey) return;
    if (event.key === "Enter" && selected) {
      event.preventDefault();
      onOpen?.(selected);
      return;
    }
    let key = KEYS[event.key];
    if (event.ctrlKey) key = event.key === "Home" ? "First" : event.key === "End" ? "Last" : undefined;
    if (!key) return;
    event.preventDefault();
    const next = moveRef(shape, selected, key);
    if (!next) return;
    onSelect(next);
    const box = boxOf(layout, next);
    if (box && base.current) scrollIntoView(base.current, box.y, box.height);
  };
  const causes = (ref: CellRef): StrandCause[] =>
    scene.stranded
      .filter(
        (run) =>
          run.room === ref.room &&
          run.row === ref.row &&
          ref.cell !== null &&
          ref.cell >= run.from &&
          ref.cell < run.from + run.count,
      )
      .map((run) => run.cause);
  const shown = hover ? cellAt(scene, hover) : null;
  const shownBox = hover ? boxOf(layout, hover) : null;

  return (
    <div ref={frame} className="hr-floor">
      <div className="hr-floor-in" style={{ width: layout.width, height: layout.height }}>
        {scene.rooms.map((room, index) => {
          const box = layout.rooms[index];
          return box ? (
            <div key={room.id} className="hr-floor-room" style={{ left: box.x, top: box.y, width: box.width }}>
              <b>{room.name}</b>
              {room.note ? <span className="hr-mut">{room.note}</span> : null}
              {box.cells.length > 0 ? (
                <span className="hr-floor-range">positions 1 – {Math.max(...box.cells)}</span>
              ) : null}
            </div>
          ) : null;
        })}
        <FloorGrid
          id={gridId}
          label={props.label}
          scene={scene}
          shape={shape}
          selected={selected}
          causes={causes}
          onKeyDown={onKeyDown}
          onFocusEmpty={() => {
            const first = moveRef(shape, null, "Home");
            if (first) onSelect(first);
          }}
          onPointerDown={(event) => {
            const from = at(event);
            if (event.button !== 0 || event.pointerType === "touch" || !from || !props.canDrag?.(from)) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            setDrag({ from, moving: false });
          }}
          onPointerMove={(event) => {
            const next = at(event);
            if (sameRef(next, hover)) return;
            point(next);
            if (drag && !drag.moving && next && (next.row !== drag.from.row || next.room !== drag.from.room))
              setDrag({ ...drag, moving: true });
          }}
          onPointerUp={(event) => {
            const to = at(event);
            setDrag(null);
            if (!drag?.moving) return;
            dropped.current = true;
            if (to) props.onDrop?.(drag.from, { ...to, cell: null });
          }}
          onPointerCancel={() => setDrag(null)}
          onPointerLeave={() => point(null)}
          onClick={(event) => {
            const next = at(event);
            // the click that ends a drag selects nothing
            if (dropped.current) dropped.current = false;
            else if (next) onSelect(next);
          }}
          onDragOver={(event) => {
            if (!props.dropType || !event.dataTransfer.types.includes(props.dropType)) return;
            event.preventDefault();
            setIncoming(true);
            const next = at(event);
            if (!sameRef(next, hover)) point(next);
          }}
          onDragLeave={leave}
          onDrop={(event) => {
            const to = at(event);
            leave();
            if (!props.dropType || !to) return;
            event.preventDefault();
            props.onDropIn?.(event.dataTransfer.getData(props.dropType), { ...to, cell: null });
          }}
          dragging={drag?.moving || incoming}
          onDoubleClick={(event) => {
            const next = at(event);
            if (next && next.cell !== null) onOpen?.(next);
          }}
        >
          <canvas ref={base} style={{ width: layout.width, height: layout.height }} />
          <canvas ref={marks} style={{ width: layout.width, height: layout.height }} />
        </FloorGrid>
        {shown && shownBox && hover ? (
          <div
            className="hr-tip hr-floor-tip"
            aria-hidden="true"
            style={{
              left: Math.min(shownBox.x, Math.max(0, layout.width - 230)),
              // the lower rows have no room for it below them
              ...(shownBox.y > layout.height * 0.6
                ? { bottom: layout.height - shownBox.y + 8 }
                : { top: shownBox.y + shownBox.height + 8 }),
            }}
          >
            {describeCell(shown, causes(hover))}
            {props.hoverNote}
          </div>
        ) : null}
      </div>
    </div>
  );
}

/** Wide enough for the longest row label (10 px type), never more than a tenth of a phone's screen. */
function labelWidth(scene: FloorScene): number {
  const longest = Math.max(2, ...scene.rooms.flatMap((room) => room.rows.map((row) => row.short.length)));
  return Math.min(72, Math.max(26, 12 + Math.ceil(longest * 6)));
}

function cellAt(scene: FloorScene, ref: CellRef) {
  return ref.cell === null ? null : (scene.rooms[ref.room]?.rows[ref.row]?.cells[ref.cell] ?? null);
}

/** Scrolls the page's scroller just enough to show the row, never under a stuck header. */
function scrollIntoView(canvas: HTMLCanvasElement, y: number, height: number): void {
  const scroller = canvas.closest("main") ?? document.scrollingElement;
  if (!scroller) return;
  const view = scroller.getBoundingClientRect();
  const top = canvas.getBoundingClientRect().top + y;
  if (top < view.top + 72) scroller.scrollBy({ top: top - view.top - 72 });
  else if (top + height > view.bottom - 24) scroller.scrollBy({ top: top + height - view.bottom + 24 });
}
