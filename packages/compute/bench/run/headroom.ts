import { planPlacement } from "@headroom/core/planning/placement/plan";
import type { PlacementDecision, PlacementMode, PlacementPolicy } from "@headroom/core/planning/placement/types";
import { defaultSteps } from "../../src/placement/budgets";
import type { Instance, Solution } from "../instances/format";
import { problemOf } from "../instances/problem";

/** Steps as the product spends them on such an instance. */
export const stepsFor = ({ datacenter }: Instance, mode: PlacementMode): number =>
  defaultSteps(mode, { rows: datacenter.rows.length });

export const solutionOf = (decisions: readonly PlacementDecision[]): Solution => ({
  placements: decisions.flatMap((d) =>
    d.kind === "placed" ? [{ request: d.requestId, row: d.rowId, racks: d.racks }] : [],
  ),
  rejected: decisions.flatMap((d) => (d.kind === "rejected" ? [d.requestId] : [])),
});

/** The product's planner as it stands, with its default budget of steps and seed 1. */
export function decide(
  instance: Instance,
  mode: PlacementMode,
  policy: PlacementPolicy,
  onBatch: () => void,
): readonly PlacementDecision[] {
  const steps = stepsFor(instance, mode);
  const result = planPlacement(problemOf(instance, mode, policy), { seed: 1, steps, onBatch });
  if (!result.ok) throw new Error(`${instance.name}: ${result.error[0]?.path}: ${result.error[0]?.message}`);
  return result.value.decisions;
}

export const planHeadroom = (
  instance: Instance,
  mode: PlacementMode,
  policy: PlacementPolicy,
  onBatch: () => void,
): Solution => solutionOf(decide(instance, mode, policy, onBatch));
