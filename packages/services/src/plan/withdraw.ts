import { hindranceOf } from "@headroom/core/lifecycle/plan-allowed";
import { type Actor, authorize, personId } from "../actor";
import { ServiceError } from "../errors";
import type { Ports } from "../ports";
import { notify } from "./follow";
import { lockPlan } from "./guard";
import { releasePlan } from "./release";

/** Takes a submitted plan back: a draft again, its positions free. Needs plan.submit, and to be its author, last editor or an admin. */
export async function withdrawPlan(
  ports: Ports,
  actor: Actor,
  input: { id: number; version: number },
): Promise<{ id: number; version: number }> {
  authorize(actor, "plan.submit");
  const id = personId(actor);
  return ports.work.write(async (repositories) => {
    const { plan } = await lockPlan(repositories, input, "withdraw");
    const { state, racks, author, lastEditor } = plan;
    const people = { state, racks, authorId: author.id, lastEditorId: lastEditor.id, requesterIds: [] };
    if (actor.role !== "system" && hindranceOf("withdraw", people, { id, role: actor.role }) === "not_yours")
      throw new ServiceError("FORBIDDEN", { permission: "plan.submit", rolesWith: ["author", "last editor", "admin"] });
    await releasePlan(ports, repositories, actor, plan, {
      action: "withdraw",
      approval: "withdrawn",
      requests: ["release", "plan"],
      change: { submittedAt: null, decidedAt: null },
    });
    const approvers = await repositories.users.withRoles(["approver"]);
    const told = approvers.map((p) => p.id);
    await notify(repositories, actor, told, "plan_withdrawn", plan);
    return { id: plan.id, version: plan.version + 1 };
  });
}
