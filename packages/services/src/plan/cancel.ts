import { type Actor, authorize } from "../actor";
import { ServiceError } from "../errors";
import type { Ports } from "../ports";
import { record } from "../record";
import { notify, peopleOf } from "./follow";
import { lockPlan } from "./guard";
import { releasePlan } from "./release";

/**
 * Ends a plan, with a reason. Not yet submitted: nothing is kept. Submitted: its positions are free again. Committed: its capacity is
 * given back and its requests wait again; what a run delivered stays, and while one goes on it is refused (TAKEN). Running: the worker is
 * asked to stop and cancels it. Needs plan.cancel.
 */
export async function cancelPlan(
  ports: Ports,
  actor: Actor,
  input: { id: number; version: number; reason: string },
): Promise<{ id: number; version: number; state: "cancelled" | "running" }> {
  authorize(actor, "plan.cancel");
  return ports.work.write(async (repositories) => {
    const { plan } = await lockPlan(repositories, input, "cancel");
    if (plan.state === "running") {
      await repositories.plans.change(plan.id, { cancelRequested: true }, { quiet: true });
      await record(repositories, actor, {
        action: "plan.cancel",
        entityKind: "plan",
        entityId: String(plan.id),
        before: { state: "running" },
        after: { state: "running", cancelRequested: true },
        reason: input.reason,
      });
      return { id: plan.id, version: plan.version, state: "running" };
    }
    const [living] = await repositories.runs.livingOfPlan(plan.id);
    if (living)
      throw new ServiceError("TAKEN", {
        takes: [{ what: `plan ${plan.id}`, by: `run ${living.id}: ${living.title}`, until: null }],
      });
    await repositories.runEffects.retirePlanned(plan.id);
    const wasSeen = plan.state === "submitted" || plan.state === "committed";
    await releasePlan(ports, repositories, actor, plan, {
      action: "cancel",
      approval: "withdrawn",
      requests: ["release"],
      reason: input.reason,
      change: { progress: null },
    });
    const { everybody } = await peopleOf(repositories, plan);
    const approvers = wasSeen ? (await repositories.users.withRoles(["approver"])).map((p) => p.id) : [];
    await notify(repositories, actor, [...everybody, ...approvers], "plan_cancelled", plan, { reason: input.reason });
    return { id: plan.id, version: plan.version + 1, state: "cancelled" };
  });
}
