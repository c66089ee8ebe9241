import { planPlacement } from "@headroom/core/planning/placement/plan";
import type { PlacementMode, PlacementPolicy } from "@headroom/core/planning/placement/types";
import { defaultSteps } from "../../src/placement/budgets";
import type { Instance, Solution } from "../instances/format";
import { problemOf } from "../instances/problem";

/** The product's planner as it stands, with its default budget of steps and seed 1. */
export function planHeadroom(
  instance: Instance,
  mode: PlacementMode,
  policy: PlacementPolicy,
  onBatch: () => void,
): Solution {
  const { datacenter, requests } = instance;
  const steps = defaultSteps(mode, { rows: datacenter.rows.length, requests: requests.length });
  const result = planPlacement(problemOf(instance, mode, policy), { seed: 1, steps, onBatch });
  if (!result.ok) throw new Error(`${instance.name}: ${result.error[0]?.path}: ${result.error[0]?.message}`);
  const { decisions } = result.value;
  return {
    placements: decisions.flatMap((d) =>
      d.kind === "placed" ? [{ request: d.requestId, row: d.rowId, racks: d.racks }] : [],
    ),
    rejected: decisions.flatMap((d) => (d.kind === "rejected" ? [d.requestId] : [])),
  };
}
