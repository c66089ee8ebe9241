import type { ReactNode } from "react";
import type { Quantity } from "../format/numbers";

/** A number with its unit, one space apart, never broken. `value` may already be a Quantity. */
export function Num({ of, unit, className }: { of: Quantity | string | number; unit?: string; className?: string }) {
  const value = typeof of === "object" ? of.value : of;
  const word = typeof of === "object" ? of.unit : unit;
  return (
    <span className={className ? `hr-num ${className}` : "hr-num"}>
      {value}
      {word ? <span className="hr-u">{word}</span> : null}
    </span>
  );
}

/** An identifier, hash or key in monospace 12. It stands before the name it identifies. */
export function Id({ children, className }: { children: ReactNode; className?: string }) {
  return <span className={className ? `hr-id ${className}` : "hr-id"}>{children}</span>;
}

/** A key on the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="hr-kbd">{children}</kbd>;
}

/** Text for screen readers alone. */
export function Hidden({ children }: { children: ReactNode }) {
  return <span className="hr-vh">{children}</span>;
}

/** Secondary (`sec`) or muted (`mut`) text beside a stronger one. */
export function Muted({ children, strong }: { children: ReactNode; strong?: boolean }) {
  return <span className={strong ? "hr-sec" : "hr-mut"}>{children}</span>;
}

export type DiffKind = "add" | "move" | "retire" | "same";

/** "+ add", "~ move", "− retire", "= same": sign and word first, colour third. */
export function DiffWord({ kind, word }: { kind: DiffKind; word?: string }) {
  return <span className={`hr-d hr-d-${kind}`}>{word ?? kind}</span>;
}
