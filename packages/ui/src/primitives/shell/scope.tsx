"use client";
import { createContext, useContext, useEffect } from "react";

export interface Crumb {
  label: string;
  href: string;
  /** Its siblings, to change the scope without going up: opens from the small arrow. */
  siblings?: readonly { id: string; label: string; href: string; current?: boolean }[];
}

export interface Facts {
  /** "Live, facts as of 12 May 2026, 09:42 UTC". */
  text: string;
  /** They are older than they should be. */
  stale?: boolean;
}

export interface ScopeValue {
  crumbs: readonly Crumb[];
  facts?: Facts | null;
}

export const ScopeContext = createContext<((scope: ScopeValue | null) => void) | null>(null);

/** Rendered by a page under a Shell that stands in a layout: puts the page's scope and its facts' age into the top bar. */
export function ShellScope({ crumbs, facts }: ScopeValue) {
  const set = useContext(ScopeContext);
  const text = JSON.stringify({ crumbs, facts });
  useEffect(() => {
    set?.(JSON.parse(text) as ScopeValue);
    return () => set?.(null);
  }, [set, text]);
  return null;
}
