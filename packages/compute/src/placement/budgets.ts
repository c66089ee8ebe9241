import type { PlacementMode } from "@headroom/core/planning/placement/types";

/** Rows of the paper's datacenter and above: the budget of a larger floor shrinks, since each of its steps costs more. */
const ROWS = 100;

/** An offline step tries moves within a neighbourhood, so it costs the same on every floor. */
const OFFLINE = 60_000;

/**
 * Steps spent when nobody says otherwise: enough that more of them change little, few enough that a batch of ten on the paper's
 * datacenter (72 rows) takes a fraction of a second and a whole offline plan a few seconds. Never a time, so that the same input
 * gives the same plan on every machine; online never from the number of requests, which an online planner may not know.
 */
export function defaultSteps(mode: PlacementMode, size: { readonly rows: number }): number {
  if (mode === "offline") return OFFLINE;
  return Math.round(Math.max(8, Math.min(480, (250 * ROWS) / Math.max(1, size.rows))));
}
