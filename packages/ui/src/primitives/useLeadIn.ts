"use client";
import { useEffect, useRef } from "react";

/**
 * Arrow keys lead into a drawing while nothing on the page has the focus: nobody has to look for its tab stop first. `find`: the element that
 * takes the focus.
 */
export function useLeadIn(find: () => HTMLElement | null | undefined): void {
  const latest = useRef(find);
  latest.current = find;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (!event.key.startsWith("Arrow")) return;
      const { activeElement, body } = document;
      if (activeElement !== null && activeElement !== body) return;
      const target = latest.current();
      if (!target) return;
      event.preventDefault();
      target.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
