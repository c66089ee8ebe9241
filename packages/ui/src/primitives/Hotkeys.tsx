"use client";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { matchHotkey } from "./hotkeyMatch";

export interface Hotkey {
  /** "j", "?", "g r", "Mod+k", "Enter". */
  keys: string;
  /** What it does, in a word or two: "open", "next in inbox". */
  label: string;
  /** Heading in the help of all keys. */
  group?: string;
  /** Printed in the key strip (default), or only in the help. Give `caps` to print several keys as one: "J K". */
  strip?: boolean;
  caps?: string;
  /** Nothing runs here: the key is handled by the element that has the focus, and is listed only. */
  listed?: boolean;
  run?: (press?: KeyboardEvent) => void;
}

interface Registry {
  set: (id: string, keys: readonly Hotkey[]) => void;
  drop: (id: string) => void;
  all: readonly Hotkey[];
}

const HotkeyContext = createContext<Registry | null>(null);

const TYPING =
  "input:not([type=checkbox],[type=radio],[type=button]), textarea, select, [contenteditable=true], [role=combobox], [role=spinbutton]";

const CONTROL =
  "a[href], button, summary, [role=grid], [role=listbox], [role=slider], input[type=checkbox], input[type=radio]";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPING) !== null;
}

/** Keeps the keys of the page and listens for them. `singleKeys` false leaves only chords with Ctrl or Cmd (WCAG 2.1.4). */
export function HotkeysProvider({ singleKeys = true, children }: { singleKeys?: boolean; children: ReactNode }) {
  const [sets, setSets] = useState<ReadonlyMap<string, readonly Hotkey[]>>(() => new Map());
  const set = useCallback((id: string, keys: readonly Hotkey[]) => setSets((old) => new Map(old).set(id, keys)), []);
  const drop = useCallback((id: string) => {
    setSets((old) => {
      const next = new Map(old);
      next.delete(id);
      return next;
    });
  }, []);
  const all = useMemo(() => [...sets.values()].flat(), [sets]);
  const prefix = useRef<{ key: string; at: number } | null>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // A dialog owns the keyboard while it is open; what an element has handled itself is not ours either.
      if (event.defaultPrevented || event.isComposing) return;
      const inDialog =
        event.target instanceof Element && event.target.closest("[role=dialog],[role=alertdialog],[role=menu]");
      if (inDialog) return;
      const before = prefix.current && event.timeStamp - prefix.current.at < 1200 ? prefix.current.key : null;
      const live = all.filter((hotkey) => hotkey.run && !hotkey.listed);
      const found = matchHotkey(live, event, before, {
        singleKeys,
        typing: isTyping(event.target),
        onControl: event.target instanceof Element && event.target.closest(CONTROL) !== null,
      });
      prefix.current = found.kind === "prefix" ? { key: found.prefix, at: event.timeStamp } : null;
      if (found.kind === "run") {
        event.preventDefault();
        found.binding.run?.(event);
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [all, singleKeys]);

  const registry = useMemo(() => ({ set, drop, all }), [set, drop, all]);
  return <HotkeyContext value={registry}>{children}</HotkeyContext>;
}

/** Binds keys while the component is mounted and lists them in the key strip and in the help. Outside a Shell it does nothing. */
export function useHotkeys(hotkeys: readonly Hotkey[]): void {
  const registry = useContext(HotkeyContext);
  const id = useId();
  const latest = useRef(hotkeys);
  latest.current = hotkeys;
  // Only what is printed re-registers; the functions are always the latest ones.
  const printed = JSON.stringify(hotkeys.map(({ run: _run, ...rest }) => rest));
  const set = registry?.set;
  const drop = registry?.drop;
  useEffect(() => {
    const fixed = (JSON.parse(printed) as Omit<Hotkey, "run">[]).map((hotkey, index) => ({
      ...hotkey,
      run: (press?: KeyboardEvent) => latest.current[index]?.run?.(press),
    }));
    set?.(id, fixed);
    return () => drop?.(id);
  }, [printed, id, set, drop]);
}

/** Every key of the page now, in the order of registration. */
export function useHotkeyList(): readonly Hotkey[] {
  return useContext(HotkeyContext)?.all ?? [];
}
