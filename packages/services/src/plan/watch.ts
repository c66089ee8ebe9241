import type { PlanProgressResult } from "@headroom/contracts/plan";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import { inWork, watch } from "../watch";
import { planProgress } from "./list";

/** Where a plan is, until it is neither queued nor running any more (watch.ts). Needs plan.read. Throws NOT_FOUND for an unknown plan. */
export function watchPlan(
  ports: Ports,
  actor: Actor,
  input: { readonly id: number },
  signal: AbortSignal,
): AsyncGenerator<PlanProgressResult, void> {
  authorize(actor, "plan.read");
  return watch(
    () => planProgress(ports, actor, input),
    (plan) => !inWork(plan),
    signal,
  );
}
