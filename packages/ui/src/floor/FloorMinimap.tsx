"use client";
import { type KeyboardEvent, type PointerEvent, type RefObject, useLayoutEffect, useMemo, useRef } from "react";
import { type Camera, centredOn, panBy, type Size, toFloor } from "./camera";
import { canvasContext } from "./canvasContext";
import { drawFloor } from "./draw";
import type { FloorLayout } from "./layout";
import type { FloorPalette } from "./palette";
import type { FloorScene } from "./scene";
import type { FloorCameraControl } from "./useCamera";

interface FloorMinimapProps {
  scene: FloorScene;
  layout: FloorLayout;
  palette: FloorPalette;
  view: Size;
  camera: FloorCameraControl;
  /** Called by the floor after every move of the camera. */
  follow: RefObject<((camera: Camera) => void) | null>;
}

/** Never more of the view than this, so that what is seen stays seen. */
const mostOf = (view: Size): Size => ({
  width: Math.min(176, view.width * 0.28),
  height: Math.min(116, view.height * 0.3),
});

/** All of the floor, small, with a frame around what is seen. A press or a drag goes there, and so do the arrow keys. */
export function FloorMinimap({ scene, layout, palette, view, camera, follow }: FloorMinimapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLSpanElement>(null);
  const most = mostOf(view);
  const scale = Math.min(most.width / layout.width, most.height / layout.height);
  const size = useMemo(
    () => ({ width: Math.round(layout.width * scale), height: Math.round(layout.height * scale) }),
    [layout, scale],
  );

  useLayoutEffect(() => {
    const ctx = canvasContext(canvas.current, size.width, size.height);
    if (!ctx) return;
    drawFloor(ctx, {
      scene,
      layout,
      palette,
      camera: { scale, x: 0, y: 0 },
      view: size,
      density: window.devicePixelRatio || 1,
      showStranded: false,
    });
  }, [scene, layout, palette, scale, size]);

  useLayoutEffect(() => {
    const place = (now: Camera) => {
      const style = frame.current?.style;
      if (!style) return;
      style.transform = `translate(${now.x * scale}px, ${now.y * scale}px)`;
      style.width = `${Math.min(size.width, (view.width / now.scale) * scale)}px`;
      style.height = `${Math.min(size.height, (view.height / now.scale) * scale)}px`;
    };
    follow.current = place;
    place(camera.now());
    return () => {
      follow.current = null;
    };
  }, [camera, follow, scale, size, view]);

  const go = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const point = toFloor({ scale, x: 0, y: 0 }, event.clientX - box.left, event.clientY - box.top);
    camera.set(centredOn(point, camera.now().scale, view));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    camera.set(panBy(camera.now(), (step[0] ?? 0) * view.width * 0.25, (step[1] ?? 0) * view.height * 0.25));
  };
  return (
    <button
      type="button"
      className="hr-floor-mini"
      aria-label="Map of the whole floor. Arrow keys move the part that is seen, Enter shows all of it."
      style={size}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons > 0) go(event);
      }}
      // a press of the pointer goes to a place; of a key, it shows everything
      onClick={(event) => {
        if (event.detail === 0) camera.fit();
      }}
      onKeyDown={onKeyDown}
    >
      <canvas ref={canvas} style={size} />
      <span ref={frame} className="hr-floor-mini-at" />
    </button>
  );
}
