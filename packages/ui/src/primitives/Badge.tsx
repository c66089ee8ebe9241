import type { ReactNode } from "react";

/** A small boxed word or count: a tag, a role, a family. Not for states, which have StateLabel. */
export function Badge({ children, tone }: { children: ReactNode; tone?: "attention" }) {
  return (
    <span className="hr-badge" data-tone={tone}>
      {children}
    </span>
  );
}
