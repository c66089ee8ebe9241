"use client";
import type { ReactNode } from "react";
import { Button } from "./Button";
import { Icon } from "./Icon";

/** Above what is old: its age and the reason. "3 h 10 min old: meter 1D-4 is silent". */
export function StaleNote({ children, onRefresh }: { children: ReactNode; onRefresh?: () => void }) {
  return (
    <div className="hr-sub" data-tone="attention" role="status">
      <Icon name="stale" size={12} />
      <span>{children}</span>
      {onRefresh ? (
        <Button size="small" icon="retry" onPress={onRefresh}>
          Ask again
        </Button>
      ) : null}
    </div>
  );
}

/** Below what is incomplete: what is left out, aloud. "Total is at least 15.5 kW: 1 rack left out". */
export function Partial({ children }: { children: ReactNode }) {
  return (
    <div className="hr-sub" role="status">
      <Icon name="unknown" size={12} />
      <span>{children}</span>
    </div>
  );
}
