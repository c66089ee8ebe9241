"use client";
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import { type Aim, aimAt, type Face, type RackModel, UNIT_PX, type UnitOrder } from "./rackModel";

/** Pixels that a pressed pointer travels before it drags: less is a click. */
const SLOP_PX = 5;

interface Options {
  rack: RackModel;
  order: UnitOrder;
  /** The elevation: its faces are `[data-face-box]`. */
  root: RefObject<HTMLElement | null>;
  /** A device (null: what is carried already) has left its place. */
  onGrab: (id: string) => void;
  onAim: (aim: Aim) => void;
  onDrop: () => void;
  /** Dropped on another rack, an element with `data-rack-code`. */
  onCarryTo?: (code: string) => void;
  onPutBack: () => void;
}

interface Pressed {
  /** null: what is carried already. */
  id: string | null;
  heightU: number;
  /** From the device's upper edge to the pointer, in px. */
  gripPx: number;
  x: number;
  y: number;
  moving: boolean;
}

/**
 * Dragging with mouse or pen; a finger scrolls, and has the keys' other twin, the form. The pointer is watched on the window, since a
 * device that is grabbed may be dropped outside of the elevation.
 */
export function useDragDevice(options: Options) {
  const latest = useRef(options);
  latest.current = options;
  const pressed = useRef<Pressed | null>(null);
  const [dragging, setDragging] = useState(false);
  const dropped = useRef(false);

  useEffect(() => {
    const aimOf = (event: globalThis.PointerEvent, grip: Pressed): Aim | null => {
      const { rack, order, root } = latest.current;
      const boxes = [...(root.current?.querySelectorAll<HTMLElement>("[data-face-box]") ?? [])];
      for (const element of boxes) {
        const box = element.getBoundingClientRect();
        const inside =
          event.clientX >= box.left &&
          event.clientX <= box.right &&
          event.clientY >= box.top - UNIT_PX &&
          event.clientY <= box.bottom + UNIT_PX;
        if (!inside) continue;
        const fromTopU = (event.clientY - grip.gripPx - box.top) / UNIT_PX;
        const step = Number.isInteger(grip.heightU) ? 1 : 0.5;
        return aimAt(rack.heightU, order, grip.heightU, fromTopU, element.dataset.faceBox as Face, step);
      }
      return null;
    };
    const onMove = (event: globalThis.PointerEvent) => {
      const grip = pressed.current;
      if (!grip) return;
      if (!grip.moving) {
        if (Math.hypot(event.clientX - grip.x, event.clientY - grip.y) < SLOP_PX) return;
        grip.moving = true;
        setDragging(true);
        if (grip.id !== null) latest.current.onGrab(grip.id);
      }
      const aim = aimOf(event, grip);
      if (aim) latest.current.onAim(aim);
    };
    const onUp = (event: globalThis.PointerEvent) => {
      const grip = pressed.current;
      pressed.current = null;
      if (!grip?.moving) return;
      setDragging(false);
      // the click that ends a drag picks nothing
      dropped.current = true;
      setTimeout(() => {
        dropped.current = false;
      });
      const under = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>("[data-rack-code]");
      if (under?.dataset.rackCode) latest.current.onCarryTo?.(under.dataset.rackCode);
      else if (aimOf(event, grip)) latest.current.onDrop();
      else if (grip.id !== null) latest.current.onPutBack();
    };
    const onCancel = () => {
      if (pressed.current?.moving) {
        setDragging(false);
        latest.current.onPutBack();
      }
      pressed.current = null;
    };
    window.addEventListener("pointermove", onMove);
    window.addEventListener("pointerup", onUp);
    window.addEventListener("pointercancel", onCancel);
    return () => {
      window.removeEventListener("pointermove", onMove);
      window.removeEventListener("pointerup", onUp);
      window.removeEventListener("pointercancel", onCancel);
    };
  }, []);

  const press = (event: PointerEvent, id: string | null, heightU: number) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    const box = event.currentTarget.getBoundingClientRect();
    pressed.current = {
      id,
      heightU,
      gripPx: event.clientY - box.top,
      x: event.clientX,
      y: event.clientY,
      moving: false,
    };
  };
  return { press, dragging, justDropped: () => dropped.current };
}
