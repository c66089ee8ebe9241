"use client";
import { useEffect, useRef } from "react";

/** Pixels of a printed drawing for one of CSS: 288 to the inch. */
export const PRINT_DENSITY = 3;

/** Calls `draw(true)` before the page is printed, with the light theme on: paper is white; and `draw(false)` once the screen is back. */
export function usePrint(draw: (isPrinting: boolean) => void): void {
  const call = useRef(draw);
  call.current = draw;
  useEffect(() => {
    const root = document.documentElement;
    let theme: string | undefined;
    const before = () => {
      theme = root.dataset.theme;
      root.dataset.theme = "light";
      call.current(true);
    };
    const after = () => {
      if (theme === undefined) delete root.dataset.theme;
      else root.dataset.theme = theme;
      call.current(false);
    };
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
}
