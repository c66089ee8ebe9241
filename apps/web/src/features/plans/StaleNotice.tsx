"use client";
import type { PlanDetail } from "@headroom/contracts/plan";
import { Button } from "@headroom/ui/primitives/Button";
import { Notice } from "@headroom/ui/primitives/Notice";
import { usePlanChange } from "./usePlanChange";

const kinds = {
  position_taken: "Positions it wants were taken.",
  limit_broken: "A limit would be broken.",
  number_worse: "A number that was shown got worse.",
  request_changed: "A request in it was changed.",
} as const;

/** Says that a plan no longer holds, what changed and by whom, and offers to plan again. */
export function StaleNotice({ plan }: { plan: PlanDetail }) {
  const change = usePlanChange(plan);
  const { staleCause } = plan;
  const replan = plan.allowed.replan?.ok ? (
    <Button
      size="small"
      off={change.replan.isPending ? "Starting" : null}
      onPress={() => change.replan.mutate(change.ref)}
    >
      Plan again
    </Button>
  ) : null;
  if (staleCause) {
    return (
      <Notice tone="attention" icon="stale" actions={replan}>
        <b>It no longer holds. {kinds[staleCause.kind]}</b>
        <ul className="plain-list">
          {staleCause.changes.map((one) => (
            <li key={`${one.what}${one.now}`}>
              {one.what}: {one.seen}, now {one.now}
              {one.by ? `, by ${one.by}` : ""}
            </li>
          ))}
        </ul>
      </Notice>
    );
  }
  if (plan.stillHolds === false && (plan.state === "draft" || plan.state === "submitted")) {
    return (
      <Notice tone="attention" icon="stale" actions={replan}>
        <b>The facts under it have moved.</b> Some of its actions no longer hold.
      </Notice>
    );
  }
  return null;
}
