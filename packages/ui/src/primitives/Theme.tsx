"use client";
import { useEffect, useState } from "react";
import { IconButton } from "./Button";
import { THEME_KEY, type Theme } from "./themeBoot";

export type { Theme };

function current(): Theme {
  return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}

/** Sets the theme of the page and remembers it. Canvas drawings notice by themselves (useThemeVersion). */
export function setTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Storage can be closed to us; the choice then lasts for this page.
  }
}

/** The theme in force, after mount; "light" on the server. */
export function useTheme(): Theme {
  const [theme, set] = useState<Theme>("light");
  useEffect(() => {
    const read = () => set(current());
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    return () => observer.disconnect();
  }, []);
  return theme;
}

/** Switches light and dark. */
export function ThemeToggle({ className }: { className?: string }) {
  const theme = useTheme();
  const other = theme === "dark" ? "light" : "dark";
  return (
    <IconButton
      className={className}
      icon={theme === "dark" ? "sun" : "moon"}
      label={`Switch to ${other}`}
      onClick={() => setTheme(other)}
    />
  );
}
