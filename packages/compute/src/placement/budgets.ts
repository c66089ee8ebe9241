import type { PlacementMode } from "@headroom/core/planning/placement/types";

/**
 * Steps spent when nobody says otherwise: enough that more of them change little, few enough that a batch of ten on the paper's
 * datacenter (1440 positions) takes a fraction of a second and a whole offline plan some seconds. Never a time, so that the same
 * input gives the same plan on every machine.
 */
export function defaultSteps(mode: PlacementMode, requests: number): number {
  if (mode === "online") return 96;
  // an offline step costs about as much as a few requests placed; large plans get fewer
  return Math.max(500, Math.min(30_000, Math.round(6_000_000 / Math.max(1, requests))));
}
