"use client";
import type { ReactNode } from "react";
import { IconButton } from "./Button";

export interface SidePanelProps {
  title: ReactNode;
  /** One or two lines under the title. */
  children?: ReactNode;
  /** What the panel shows, said as its name ("Selected row"). */
  label: string;
  onPrevious?: () => void;
  onNext?: () => void;
  /** "row", "rack": for the names of the arrows. */
  noun?: string;
  onClose?: () => void;
  /** <PanelBlock>s. */
  blocks: ReactNode;
}

/** The panel beside a floor, map or rack: what is selected, and the way to its neighbours. Below 1200 px it stands underneath. */
export function SidePanel({
  title,
  children,
  label,
  onPrevious,
  onNext,
  noun = "item",
  onClose,
  blocks,
}: SidePanelProps) {
  return (
    <aside className="hr-pn" aria-label={label}>
      <div className="hr-pn-hd">
        <div className="hr-pn-t">
          <h2>{title}</h2>
          {onPrevious ? <IconButton icon="chevronUp" label={`Previous ${noun}`} onClick={onPrevious} /> : null}
          {onNext ? <IconButton icon="chevronDown" label={`Next ${noun}`} onClick={onNext} /> : null}
          {onClose ? <IconButton icon="close" label="Close" onClick={onClose} /> : null}
        </div>
        {children ? <div className="hr-s12 hr-sec">{children}</div> : null}
      </div>
      {blocks}
    </aside>
  );
}

/** A ruled part of a panel. */
export function PanelBlock({ title, note, children }: { title?: ReactNode; note?: ReactNode; children: ReactNode }) {
  return (
    <div className="hr-pn-blk">
      {title ? (
        <h3>
          {title}
          {note ? <span className="hr-mut">{note}</span> : null}
        </h3>
      ) : null}
      {children}
    </div>
  );
}
