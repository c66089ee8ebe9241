import type { ReactNode } from "react";
import type { Size } from "./camera";
import type { Box } from "./layout";
import { describeCell, type FloorCell, type StrandCause } from "./scene";

interface FloorTipProps {
  cell: FloorCell;
  causes: readonly StrandCause[];
  /** Where it is drawn. */
  box: Box;
  view: Size;
  /** More about the place. */
  children?: ReactNode;
}

/** What is under the pointer, in words, beside it. The selected position is said by the grid. */
export function FloorTip({ cell, causes, box, view, children }: FloorTipProps) {
  return (
    <div
      className="hr-tip hr-floor-tip"
      aria-hidden="true"
      style={{
        left: Math.max(0, Math.min(box.x, Math.max(0, view.width - 230))),
        // the lower rows have no room for it below them
        ...(box.y > view.height * 0.6 ? { bottom: view.height - box.y + 8 } : { top: box.y + box.height + 8 }),
      }}
    >
      {describeCell(cell, causes)}
      {children}
    </div>
  );
}
