import type { Day } from "../calendar";
import type { SeedPlan } from "../flow-rows";
import { codeAt, type SeedRack } from "../racks";
import type { SeedDatacenter } from "../topology";
import type { Told } from "./make";

/** A rack that a run has ordered for a committed plan. */
export interface RackComing {
  readonly told: Told;
  readonly datacenter: SeedDatacenter;
  readonly planId: number;
}

/** Plans that were approved later are nobody's run yet. */
const BEGUN_AFTER_DAYS = 6;

/** Racks of committed plans whose runs have begun: one for each position that is promised. Their numbers follow those of racks that stand. */
export function racksComing(plans: readonly SeedPlan[], today: Day, racks: readonly SeedRack[]): RackComing[] {
  const stood = new Map<number, number>();
  for (const { position } of racks) stood.set(position.id, (stood.get(position.id) ?? 0) + 1);
  const begun = plans.filter(
    ({ state, decidedAt }) =>
      state === "committed" && decidedAt !== null && today - decidedAt.getTime() / 86_400_000 > BEGUN_AFTER_DAYS,
  );
  const promised = begun.flatMap((plan) =>
    plan.actions.flatMap(({ id, datacenter, request, positions, has }) =>
      has?.kind === "committed" ? positions.map((position) => ({ plan, id, datacenter, request, position })) : [],
    ),
  );
  return promised.map(({ plan, id, datacenter, request, position }, i) => ({
    ...{ datacenter, planId: plan.id },
    told: {
      ...{ rackId: racks.length + i + 1, position, type: request.type, actionId: id, service: request.service },
      code: codeAt(position, stood.get(position.id) ?? 0),
    },
  }));
}
