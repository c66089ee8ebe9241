import type { ReactNode } from "react";

export interface SparklineProps {
  /** Oldest first; null leaves a gap. */
  values: readonly (number | null)[];
  /** A dashed line at the limit (the last month's); null: none set. */
  limit?: number | null;
  /** Said instead of the drawing: "Power in use, 12 months, from 40.1 to 48.1 MW". */
  label: string;
  widthPx?: number;
  heightPx?: number;
}

/** The pieces of the line, each without a gap, as SVG path data. */
export function sparkPath(values: readonly (number | null)[], width: number, height: number, top: number): string {
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  let path = "";
  let open = false;
  values.forEach((value, index) => {
    if (value === null) {
      open = false;
      return;
    }
    const y = top > 0 ? height - (value / top) * height : height;
    path += `${open ? "L" : "M"}${(index * step).toFixed(1)} ${y.toFixed(1)}`;
    open = true;
  });
  return path;
}

/** A quantity over time, against its limit, as small as a word. From zero, so that small multiples compare. */
export function Sparkline({ values, limit, label, widthPx = 120, heightPx = 28 }: SparklineProps) {
  const known = values.filter((value) => value !== null);
  const top = Math.max(limit ?? 0, ...known, 0) * 1.04;
  const last = values.findLastIndex((value) => value !== null);
  const end = values[last];
  const x = values.length > 1 ? (last * widthPx) / (values.length - 1) : 0;
  const y = (value: number) => (top > 0 ? heightPx - (value / top) * heightPx : heightPx);
  return (
    <svg
      className="hr-spark"
      width={widthPx}
      height={heightPx + 4}
      viewBox={`-2 -2 ${widthPx + 6} ${heightPx + 4}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {limit != null ? <path d={`M0 ${y(limit)}H${widthPx}`} className="hr-spark-limit" /> : null}
      <path d={`M0 ${heightPx}H${widthPx}`} className="hr-gl" />
      <path d={sparkPath(values, widthPx, heightPx, top)} className="hr-spark-line" />
      {end != null ? <path d={`M${x} ${y(end)}h0`} className="hr-spark-end" /> : null}
    </svg>
  );
}

/** One of many: name, figure, line. Lay them in <SmallMultiples>. */
export function SmallMultiple({ title, value, children }: { title: ReactNode; value: ReactNode; children: ReactNode }) {
  return (
    <figure className="hr-multi">
      <figcaption>
        <span>{title}</span>
        <span className="hr-num">{value}</span>
      </figcaption>
      {children}
    </figure>
  );
}

export function SmallMultiples({ children }: { children: ReactNode }) {
  return <div className="hr-multis">{children}</div>;
}
