"use client";
import { useCallback, useSyncExternalStore } from "react";

const key = "headroom.single-keys";
const changed = "headroom:single-keys";

/** Single keys can be switched off (WCAG 2.1.4); the choice stays in this browser. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    (listener) => {
      window.addEventListener(changed, listener);
      window.addEventListener("storage", listener);
      return () => {
        window.removeEventListener(changed, listener);
        window.removeEventListener("storage", listener);
      };
    },
    () => window.localStorage.getItem(key) !== "off",
    () => true,
  );
  const set = useCallback((next: boolean) => {
    window.localStorage.setItem(key, next ? "on" : "off");
    window.dispatchEvent(new Event(changed));
  }, []);
  return [on, set];
}
