"use client";
import { type RefObject, useLayoutEffect, useState } from "react";
import { useTheme } from "../primitives/Theme";
import type { Size } from "./camera";
import { ROOM_PX, roomBelow } from "./floorRoom";
import { type FloorPalette, readPalette } from "./palette";

/** How much room the page has for a floor, px, known before the first drawing. */
export function useFloorRoom(frame: RefObject<HTMLDivElement | null>, initialWidthPx = 860): Size {
  const [room, setRoom] = useState<Size>({ width: initialWidthPx, height: ROOM_PX });
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => {
      // paper has its own size: the drawing is scaled to it as it stands
      if (window.matchMedia("print").matches) return;
      const width = Math.floor(element.clientWidth);
      const height = roomBelow(element);
      if (width > 0) setRoom((old) => (old.width === width && old.height === height ? old : { width, height }));
    };
    // before the first drawing, so that there is one and not two
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    window.addEventListener("resize", measure);
    return () => {
      observer.disconnect();
      window.removeEventListener("resize", measure);
    };
  }, [frame]);
  return room;
}

/** The colours of the theme, read from the page; null until then. */
export function useFloorPalette(frame: RefObject<HTMLDivElement | null>): FloorPalette | null {
  const [palette, setPalette] = useState<FloorPalette | null>(null);
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is what makes the colours new
  useLayoutEffect(() => {
    let live = true;
    const read = () => live && frame.current && setPalette(readPalette(frame.current));
    read();
    // What is written is drawn again once the fonts are there.
    if (document.fonts?.status === "loading") document.fonts.ready.then(read, () => undefined);
    return () => {
      live = false;
    };
  }, [theme]);
  return palette;
}
