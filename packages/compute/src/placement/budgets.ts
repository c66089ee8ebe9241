import type { PlacementMode } from "@headroom/core/planning/placement/types";

/** Rows of the paper's datacenter and above: the budget of a larger floor shrinks, since each of its steps costs more. */
const ROWS = 100;

/**
 * Steps spent when nobody says otherwise: enough that more of them change little, few enough that a batch of ten on the paper's
 * datacenter (72 rows) takes a fraction of a second and a whole offline plan some seconds. Never a time, so that the same input
 * gives the same plan on every machine; online never from the number of requests, which an online planner may not know.
 */
export function defaultSteps(mode: PlacementMode, size: { readonly rows: number; readonly requests: number }): number {
  if (mode === "online") return Math.round(Math.max(8, Math.min(480, (250 * ROWS) / Math.max(1, size.rows))));
  // an offline step looks at every waiting request, in rows enough to find it a place
  const cost = Math.max(1, (size.requests * Math.max(ROWS, size.rows)) / ROWS);
  return Math.round(Math.max(200, Math.min(20_000, 6_000_000 / cost)));
}
