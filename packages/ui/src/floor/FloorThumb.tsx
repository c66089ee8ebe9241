import type { ReactNode } from "react";
import { cellStyle } from "./drawing";
import type { FloorCell, FloorRow } from "./scene";

export interface FloorThumbProps {
  /** "Before", "After". */
  title: ReactNode;
  /** Right of the title: "197 racks". */
  note?: ReactNode;
  rows: readonly FloorRow[];
  /** Said instead of the drawing: "Room 1 of NRD-2 before: 197 racks, 83 free". */
  label: string;
}

const W = 13;
const H = 8;
/** Pairs stand together, aisles between them. */
const PAIR = 19;

function fillOf(cell: FloorCell): { fill: string; stroke: string; dashed?: boolean } {
  const style = cellStyle(cell.state, cell.heat, cell.noLimit);
  if (typeof style === "number") return { fill: `var(--cividis-${style})`, stroke: "var(--heat-edge)" };
  if (style === "over") return { fill: "var(--critical-soft)", stroke: "var(--critical-fill)" };
  if (style === "planned" || style === "held")
    return { fill: "var(--planned-soft)", stroke: "var(--planned-fill)", dashed: true };
  if (style === "committed") return { fill: "var(--planned-soft)", stroke: "var(--planned-fill)" };
  if (style === "unknown") return { fill: "var(--unknown-bg)", stroke: "var(--unknown-line)" };
  if (style === "blocked") return { fill: "var(--sunken)", stroke: "var(--edge)" };
  if (style === "unlimited") return { fill: "var(--free)", stroke: "var(--ink-3)" };
  if (style === "reserved") return { fill: "var(--held)", stroke: "var(--used)" };
  return { fill: "var(--free)", stroke: "var(--line)" };
}

/** A few rows of a floor, small: before and after stand side by side. Drawn as SVG, so it also works on the server. */
export function FloorThumb({ title, note, rows, label }: FloorThumbProps) {
  const width = Math.max(1, ...rows.map((row) => row.cells.length)) * W;
  const height = Math.max(1, Math.ceil(rows.length / 2)) * PAIR;
  return (
    <figure className="hr-thumb">
      <figcaption>
        <span>{title}</span>
        <span className="hr-mut">{note}</span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {rows.map((row, index) => {
          const y = Math.floor(index / 2) * PAIR + (index % 2) * (H + 0.5) + 0.5;
          return row.cells.map((cell, column) => {
            const { fill, stroke, dashed } = fillOf(cell);
            return (
              <rect
                key={cell.id}
                x={column * W + 0.5}
                y={y}
                width={W - 1}
                height={H - 1}
                fill={fill}
                stroke={stroke}
                strokeDasharray={dashed ? "2 1.5" : undefined}
              />
            );
          });
        })}
      </svg>
    </figure>
  );
}

/** Two thumbs side by side. */
export function FloorThumbPair({ children }: { children: ReactNode }) {
  return <div className="hr-thumbs">{children}</div>;
}
