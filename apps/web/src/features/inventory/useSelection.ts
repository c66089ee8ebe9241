"use client";
import { useEffect, useRef, useState } from "react";

/** Rows that are ticked: one by one, or all that match but some. Another filter or order begins anew. */
export type Selection =
  | { readonly kind: "some"; readonly ids: ReadonlySet<string> }
  | { readonly kind: "all"; readonly but: ReadonlySet<string> };

const NONE: Selection = { kind: "some", ids: new Set() };

export function useSelection(ids: readonly string[], of: string) {
  const [selection, setSelection] = useState<Selection>(NONE);
  const anchor = useRef<string | null>(null);
  useEffect(() => {
    setSelection(NONE);
    anchor.current = null;
  }, [of]);
  const has = (id: string) => (selection.kind === "all" ? !selection.but.has(id) : selection.ids.has(id));
  const check = (id: string, range: boolean) => {
    const on = !has(id);
    const from = range && anchor.current !== null ? ids.indexOf(anchor.current) : -1;
    const to = ids.indexOf(id);
    const touched = from < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1);
    anchor.current = id;
    // a range takes the state that the row at its end gets
    const set = new Set(selection.kind === "all" ? selection.but : selection.ids);
    for (const one of touched) {
      if (on === (selection.kind === "some")) set.add(one);
      else set.delete(one);
    }
    setSelection(selection.kind === "all" ? { kind: "all", but: set } : { kind: "some", ids: set });
  };
  const size = selection.kind === "some" ? selection.ids.size : null;
  const state: boolean | "some" =
    selection.kind === "all" ? (selection.but.size === 0 ? true : "some") : selection.ids.size > 0 ? "some" : false;
  return {
    selection,
    has,
    check,
    /** Of rows ticked one by one; null: all that match, but some. */
    size,
    state,
    isEmpty: size === 0,
    all: () => setSelection({ kind: "all", but: new Set() }),
    none: () => setSelection(NONE),
  };
}
