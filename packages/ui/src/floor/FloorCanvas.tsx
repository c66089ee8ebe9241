"use client";
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
} from "react";
import { useHotkeys } from "../primitives/Hotkeys";
import { useLeadIn } from "../primitives/useLeadIn";
import { type Camera, type Size, toFloor, toView, ZOOM_STEP } from "./camera";
import { canvasContext, shift } from "./canvasContext";
import { drawFloor, drawMarks } from "./draw";
import type { Contents, FloorDrawing } from "./drawing";
import { drawWords } from "./drawWords";
import { FloorGrid } from "./FloorGrid";
import { FloorMinimap } from "./FloorMinimap";
import { FloorTip } from "./FloorTip";
import { FloorZoom } from "./FloorZoom";
import { cellAt, labelWidth, roomsNear, scrollIntoView, viewOf } from "./floorRoom";
import { boxOf, type FloorKey, type FloorShape, hitTest, layoutFloor, moveRef } from "./layout";
import { readPalette } from "./palette";
import type { CellRef, FloorLook, FloorScene, StrandCause } from "./scene";
import { useCamera } from "./useCamera";
import { useFloorPointer } from "./useFloorPointer";
import { useFloorPalette, useFloorRoom } from "./useFloorRoom";
import { useGestures } from "./useGestures";
import { PRINT_DENSITY, usePrint } from "./usePrint";

export type { CellRef, FloorScene };

/** Name of the User Timing measure of one drawing. */
const FLOOR_DRAWN = "headroom:floor-drawn";

export interface FloorCanvasProps {
  scene: FloorScene;
  /** "Floor of NRD-2, 72 rows by 20 positions". */
  label: string;
  selected: CellRef | null;
  onSelect: (ref: CellRef) => void;
  /** The other end of what is selected: all positions of the row between it and `selected`. */
  until?: CellRef | null;
  /** With Shift and an arrow, a click or a drag: everything up to this position of the row is to be selected. */
  onExtend?: (ref: CellRef) => void;
  /** Enter or double click on a position. */
  onOpen?: (ref: CellRef) => void;
  /** The pointer came to another place; null: it left. */
  onHover?: (ref: CellRef | null) => void;
  /** Under the words of the place the pointer is on. What it says has to be reachable without a pointer too. */
  hoverNote?: ReactNode;
  /** Whether the place may be dragged; it then is, to wherever `onDrop` says yes. Dragging needs another way in beside it. */
  canDrag?: (ref: CellRef) => boolean;
  /** What is dragged goes to a position and not to a row. */
  dragsToCell?: boolean;
  /** A drag began at a place; null: it ended. */
  onDragging?: (from: CellRef | null) => void;
  /** Where something is aimed at, and whether it may go there. */
  target?: { ref: CellRef; ok: boolean } | null;
  /** A place was dropped on a row, or on a position. */
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
  /** What the marks mean, below the floor. */
  legend?: ReactNode;
  /** The part to begin with; null: all of the floor. */
  initialLook?: FloorLook | null;
  /** The part that is seen has changed and rests; null: all of it is seen. */
  onLook?: (look: FloorLook | null) => void;
  /** What racks hold, by cell: drawn in cells that are large enough for it. */
  contents?: ReadonlyMap<string, Contents>;
  /** The rooms whose racks are seen from so near that `contents` would be drawn; none: no cell is. */
  onNear?: (rooms: readonly number[]) => void;
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

/**
 * The floor as a drawing with one tab stop. Arrows move by position, Home and End to the ends of the row, Page to the neighbouring row,
 * Enter opens. A real grid of the current row stands behind the drawing, so that what is selected is also said. A floor that is larger than
 * the page has room for is seen through a camera: wheel, pinch, + and - zoom, 0 shows all of it, dragging pans.
 */
export function FloorCanvas(props: FloorCanvasProps) {
  const { scene, selected, onSelect, onOpen, showStranded = true } = props;
  const frame = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLCanvasElement>(null);
  const marks = useRef<HTMLCanvasElement>(null);
  /** What the ground shows now: a camera that has only moved since then is followed by moving the picture. */
  const painted = useRef<Camera | null>(null);
  const room = useFloorRoom(frame, props.initialWidthPx);
  const palette = useFloorPalette(frame);
  const gridId = useId();

  const shape: FloorShape = useMemo(() => scene.rooms.map((room) => room.rows.map((row) => row.cells.length)), [scene]);
  const layout = useMemo(
    () =>
      layoutFloor(shape, {
        widthPx: room.width,
        heightPx: room.height,
        maxCellWidthPx: props.maxCellWidthPx,
        maxCellHeightPx: props.maxCellHeightPx,
        labelWidthPx: labelWidth(scene),
      }),
    [shape, room, props.maxCellWidthPx, props.maxCellHeightPx, scene],
  );

  const view: Size = useMemo(() => viewOf(layout, room), [layout, room]);
  const camera = useCamera({
    layout,
    view,
    initial: props.initialLook ?? null,
    onMove: () => {
      paint(true);
      paintWords();
      paintMarks();
      follow.current?.(camera.now());
      near();
    },
    onSettle: props.onLook,
  });
  const follow = useRef<((camera: Camera) => void) | null>(null);
  const gestures = useGestures(frame, camera);

  const at = (event: { readonly clientX: number; readonly clientY: number }): CellRef | null => {
    const box = base.current?.getBoundingClientRect();
    if (!box) return null;
    const spot = toFloor(camera.now(), event.clientX - box.left, event.clientY - box.top);
    return hitTest(layout, spot.x, spot.y);
  };
  const { hover, isDragging, isIncoming, events } = useFloorPointer({ ...props, at, gestures });

  const drawing = (): FloorDrawing | null =>
    palette && {
      scene,
      layout,
      palette,
      showStranded,
      camera: camera.now(),
      view,
      density: window.devicePixelRatio || 1,
      contents: props.contents,
    };
  const paint = (moved: boolean) => {
    const ctx = canvasContext(base.current, view.width, view.height);
    const given = drawing();
    if (!ctx || !given || !base.current) return;
    const start = performance.now();
    const parts = moved && painted.current ? shift(ctx, base.current, painted.current, given) : null;
    if (parts) for (const part of parts) drawFloor(ctx, { ...given, part });
    else drawFloor(ctx, given);
    painted.current = given.camera ?? null;
    // Seen in the browser's performance panel, and read by the benchmarks.
    performance.measure(FLOOR_DRAWN, { start });
  };
  const paintWords = () => {
    const ctx = canvasContext(words.current, view.width, view.height);
    const given = drawing();
    if (!ctx || !given) return;
    ctx.clearRect(0, 0, view.width, view.height);
    drawWords(ctx, given, selected);
  };
  const paintMarks = () => {
    const ctx = canvasContext(marks.current, view.width, view.height);
    const isRow = (isDragging && !props.dragsToCell) || isIncoming;
    const mark = hover && isRow ? { ...hover, cell: null } : hover;
    const { target } = props;
    if (ctx && palette)
      drawMarks(ctx, layout, palette, { selected, until: props.until, hover: mark, target }, camera.now(), view);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: exactly what the ground is made from
  useLayoutEffect(() => paint(false), [scene, layout, palette, showStranded, view, props.contents]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same of what is written
  useLayoutEffect(paintWords, [scene, layout, palette, selected, view]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same of the marks
  useLayoutEffect(paintMarks, [
    layout,
    palette,
    selected,
    props.until,
    hover,
    isDragging,
    isIncoming,
    view,
    props.target?.ok,
    props.target?.ref,
  ]);

  usePrint((isPrinting) => {
    if (!frame.current) return;
    const density = isPrinting ? PRINT_DENSITY : undefined;
    const ground = canvasContext(base.current, view.width, view.height, density);
    const written = canvasContext(words.current, view.width, view.height, density);
    const given = drawing();
    if (!ground || !written || !given) return;
    const paper = { ...given, palette: readPalette(frame.current), density: density ?? given.density };
    drawFloor(ground, paper);
    written.clearRect(0, 0, view.width, view.height);
    // on paper a cleared canvas is white, and hides what lies under it: there the ground carries the words, and is alone
    drawWords(isPrinting ? ground : written, paper, isPrinting ? null : selected);
    painted.current = null;
  });
  useLeadIn(() => frame.current?.querySelector<HTMLElement>("[role=grid]"));
  const nearRooms = useRef("");
  const near = () => {
    const found = props.onNear ? roomsNear(layout, camera.now(), view) : [];
    if (found.join() === nearRooms.current) return;
    nearRooms.current = found.join();
    props.onNear?.(found);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the ground changes; moves of the camera ask by themselves
  useEffect(near, [layout, view]);

  useHotkeys([
    { keys: "+", label: "zoom, all of it", caps: "+ \u2212 0", run: () => zoom(ZOOM_STEP) },
    { keys: "=", label: "zoom in", strip: false, run: () => zoom(ZOOM_STEP) },
    { keys: "-", label: "zoom out", strip: false, run: () => zoom(1 / ZOOM_STEP) },
    { keys: "0", label: "all of the floor", strip: false, run: camera.fit },
  ]);
  /** Around what is selected, where that is seen; else around the middle. */
  const zoom = (factor: number) => {
    const box = selected && selected.cell !== null ? boxOf(layout, selected) : null;
    const at = box && toView(camera.now(), box);
    const isSeen = at && at.x > -at.width && at.y > -at.height && at.x < view.width && at.y < view.height;
    camera.zoom(factor, isSeen ? { x: at.x + at.width / 2, y: at.y + at.height / 2 } : undefined);
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
    const isMore = event.shiftKey && props.onExtend && selected?.cell != null;
    const next = moveRef(shape, isMore ? (props.until ?? selected) : selected, key);
    if (!next) return;
    if (isMore) props.onExtend?.(next);
    else onSelect(next);
    const box = boxOf(layout, next);
    if (!box || !base.current) return;
    camera.reveal(box);
    const seen = toView(camera.now(), box);
    scrollIntoView(base.current, seen.y, seen.height);
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
  const hovered = hover ? boxOf(layout, hover) : null;
  const shownBox = hovered ? toView(camera.now(), hovered) : null;

  return (
    <div ref={frame} className="hr-floor">
      <div
        className="hr-floor-in"
        data-zoomed={!camera.isWhole || undefined}
        style={{ "--floor-height": `${view.height}px`, "--floor-ratio": view.width / view.height } as CSSProperties}
      >
        <FloorGrid
          id={gridId}
          label={props.label}
          scene={scene}
          shape={shape}
          selected={selected}
          until={props.until}
          causes={causes}
          onKeyDown={onKeyDown}
          onFocusEmpty={() => {
            const first = moveRef(shape, null, "Home");
            if (first) onSelect(first);
          }}
          {...events}
          dragging={isDragging || isIncoming}
        >
          <canvas ref={base} />
          <canvas ref={marks} />
          <canvas ref={words} />
        </FloorGrid>
        {!camera.isWhole && palette ? (
          <FloorMinimap scene={scene} layout={layout} palette={palette} view={view} camera={camera} follow={follow} />
        ) : null}
        {shown && shownBox && hover ? (
          <FloorTip cell={shown} causes={causes(hover)} box={shownBox} view={view}>
            {props.hoverNote}
          </FloorTip>
        ) : null}
      </div>
      <div className="hr-floor-foot">
        {props.legend}
        <FloorZoom onZoom={zoom} onFit={camera.fit} isWhole={camera.isWhole} />
      </div>
    </div>
  );
}
