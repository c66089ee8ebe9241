"use client";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "./Button";
import { useHotkeys } from "./Hotkeys";
import { Icon } from "./Icon";

export interface ToastOptions {
  text: string;
  tone?: "plain" | "attention" | "critical";
  /** Takes back what was done. Also bound to U while it shows. */
  onUndo?: () => void;
}

interface Shown extends ToastOptions {
  id: number;
}

type Show = (toast: ToastOptions) => void;
const ToastContext = createContext<Show>(() => undefined);

const PLAIN_MS = 6_000;
/** An undo is not hurried away. */
const UNDO_MS = 20_000;

/** Holds the messages of the corner and the polite live region. Stands once, in the Shell. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Shown[]>([]);
  const next = useRef(1);
  const show = useCallback<Show>((toast) => {
    const id = next.current++;
    setToasts((old) => [...old.slice(-2), { ...toast, id }]);
  }, []);
  const drop = useCallback((id: number) => setToasts((old) => old.filter((toast) => toast.id !== id)), []);
  const last = toasts.findLast((toast) => toast.onUndo);
  const undo = (toast: Shown | undefined) => {
    if (!toast) return;
    drop(toast.id);
    toast.onUndo?.();
  };
  useHotkeys(last ? [{ keys: "u", label: "undo", run: () => undo(last) }] : []);
  const value = useMemo(() => show, [show]);
  return (
    <ToastContext value={value}>
      {children}
      {/* The region is always there: a live region that appears with its text is not announced everywhere. */}
      <div className="hr-toasts" role="status" aria-live="polite" aria-relevant="additions">
        {toasts.map((toast) => (
          <ToastItem key={toast.id} toast={toast} onDrop={() => drop(toast.id)} onUndo={() => undo(toast)} />
        ))}
      </div>
    </ToastContext>
  );
}

const ICON = { plain: "within", attention: "near", critical: "over" } as const;

function ToastItem({ toast, onDrop, onUndo }: { toast: Shown; onDrop: () => void; onUndo: () => void }) {
  const [held, setHeld] = useState(false);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => {
    // What failed stays until it is closed; the others wait while the pointer or the focus is on them.
    if (held || toast.tone === "critical") return;
    const timer = setTimeout(() => drop.current(), toast.onUndo ? UNDO_MS : PLAIN_MS);
    return () => clearTimeout(timer);
  }, [held, toast]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the timer while the pointer or the focus is here
    <div
      className="hr-toast"
      data-tone={toast.tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name={ICON[toast.tone ?? "plain"]} />
      <span>{toast.text}</span>
      {toast.onUndo ? (
        <Button size="small" keyHint="U" onPress={onUndo}>
          Undo
        </Button>
      ) : null}
      <button type="button" className="hr-iconb" aria-label="Close this message" onClick={onDrop}>
        <Icon name="close" size={12} />
      </button>
    </div>
  );
}

/** `const toast = useToast(); toast({ text: "Request RQ-4471 declined", onUndo })`. */
export function useToast(): Show {
  return useContext(ToastContext);
}

/** Says a text politely to assistive technology, without showing it: results of filters, a moved cursor. */
export function LiveText({ children }: { children: string }) {
  return (
    <span className="hr-vh" role="status" aria-live="polite">
      {children}
    </span>
  );
}
