"use client";
import { type PointerEvent, type RefObject, useEffect, useRef } from "react";
import { panBy, zoomAt } from "./camera";
import type { FloorCameraControl } from "./useCamera";

/** From so many px on a press is a drag and no click. */
const SLACK_PX = 4;
/** A wheel that scrolls the page goes on scrolling it for this long, also when the floor has come under the pointer. */
const SCROLLING_MS = 250;

type Point = { x: number; y: number };

interface Gestures {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  onPointerCancel: (event: PointerEvent<HTMLElement>) => void;
  /** The press that ends now moved the floor: it is no click. Asking answers once. */
  tookClick: () => boolean;
  /** The floor is being moved. */
  isMoving: () => boolean;
}

/** Wheel and pinch zoom at the pointer, one finger or the mouse pans. */
export function useGestures(element: RefObject<HTMLElement | null>, camera: FloorCameraControl): Gestures {
  const control = useRef(camera);
  control.current = camera;
  const pointers = useRef(new Map<number, Point>());
  const pan = useRef<{ id: number; from: Point; on: boolean } | null>(null);
  const moved = useRef(false);

  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const scroller = target.closest("main") ?? document;
    let scrolledAt = Number.NEGATIVE_INFINITY;
    const onScroll = (event: Event) => {
      scrolledAt = event.timeStamp;
    };
    const onWheel = (event: WheelEvent) => {
      const { current } = control;
      const out = event.deltaY > 0;
      // zoomed out already, the wheel is the page's
      if (!event.ctrlKey && ((out && current.isWhole) || event.timeStamp - scrolledAt < SCROLLING_MS)) return;
      event.preventDefault();
      const box = target.getBoundingClientRect();
      if (event.shiftKey && !event.ctrlKey) {
        current.set(panBy(current.now(), -event.deltaX || -event.deltaY, event.deltaX ? -event.deltaY : 0));
        return;
      }
      const lines = event.deltaMode === 1 ? 16 : 1;
      // a pinch on a touchpad comes as a wheel with Ctrl, in small steps
      const speed = event.ctrlKey ? 0.012 : 0.0018;
      const factor = Math.exp(-Math.max(-240, Math.min(240, event.deltaY * lines)) * speed);
      current.zoom(factor, { x: event.clientX - box.left, y: event.clientY - box.top });
    };
    scroller.addEventListener("scroll", onScroll, { passive: true });
    target.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      scroller.removeEventListener("scroll", onScroll);
      target.removeEventListener("wheel", onWheel);
    };
  }, [element]);

  const end = (event: PointerEvent<HTMLElement>) => {
    pointers.current.delete(event.pointerId);
    if (pan.current?.id === event.pointerId) pan.current = null;
  };
  return {
    onPointerDown(event) {
      if (event.pointerType === "mouse" && event.button !== 0 && event.button !== 1) return;
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      moved.current = false;
      pan.current =
        pointers.current.size === 1
          ? { id: event.pointerId, from: { x: event.clientX, y: event.clientY }, on: false }
          : null;
    },
    onPointerMove(event) {
      const before = pointers.current.get(event.pointerId);
      if (!before) return;
      const now = { x: event.clientX, y: event.clientY };
      const { current } = control;
      if (pointers.current.size === 2) {
        const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
        const box = element.current?.getBoundingClientRect();
        pointers.current.set(event.pointerId, now);
        if (!other || !box) return;
        moved.current = true;
        const apart = (a: Point, b: Point) => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
        const middle = (a: Point, b: Point) => ({ x: (a.x + b.x) / 2 - box.left, y: (a.y + b.y) / 2 - box.top });
        const [was, is] = [middle(before, other), middle(now, other)];
        const zoomed = zoomAt(current.now(), apart(now, other) / apart(before, other), is);
        current.set(panBy(zoomed, is.x - was.x, is.y - was.y));
        return;
      }
      if (pan.current?.id !== event.pointerId || current.isWhole) return;
      if (!pan.current.on) {
        if (Math.hypot(now.x - pan.current.from.x, now.y - pan.current.from.y) < SLACK_PX) return;
        pan.current.on = true;
        moved.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }
      current.set(panBy(current.now(), now.x - before.x, now.y - before.y));
      pointers.current.set(event.pointerId, now);
    },
    onPointerUp: end,
    onPointerCancel: end,
    tookClick() {
      const took = moved.current;
      moved.current = false;
      return took;
    },
    isMoving: () => pan.current?.on === true || pointers.current.size > 1,
  };
}
