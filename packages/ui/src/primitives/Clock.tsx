import type { ReactNode } from "react";

export interface ClockProps {
  /** Share of the time still left, 1 to 0. Below a quarter the clock turns amber. */
  share: number;
  /** Time left or due date in words: "2 h 40 min", "Thu 14 May". */
  children: ReactNode;
  /** The pie after the words, for right-aligned columns. */
  after?: boolean;
}

/** The wedge of what is left, clockwise from the top, as an SVG path on a 16 x 16 grid; null for none, "full" for all. */
export function wedge(share: number, radius = 6): string | "full" | null {
  if (share >= 0.999) return "full";
  if (!(share > 0)) return null;
  const angle = share * 2 * Math.PI;
  const x = 8 + radius * Math.sin(angle);
  const y = 8 - radius * Math.cos(angle);
  return `M8 8V${8 - radius}A${radius} ${radius} 0 ${share > 0.5 ? 1 : 0} 1 ${x.toFixed(1)} ${y.toFixed(1)}z`;
}

/** A pie that empties, beside the time left in words. */
export function Clock({ share, children, after }: ClockProps) {
  const path = wedge(share);
  const pie = (
    <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" />
      {path === "full" ? (
        <circle cx="8" cy="8" r="6" fill="currentColor" />
      ) : (
        path && <path d={path} fill="currentColor" />
      )}
    </svg>
  );
  return (
    <span className="hr-clock" data-urgent={share < 0.25 || undefined}>
      {after ? null : pie}
      <span>{children}</span>
      {after ? pie : null}
    </span>
  );
}
