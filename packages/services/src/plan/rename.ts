import { type Actor, authorize, personId } from "../actor";
import type { Ports } from "../ports";
import { record } from "../record";
import { lockPlan } from "./guard";

/** Gives a draft another title; whoever does it is its last editor from now on. Needs plan.edit. */
export async function renamePlan(
  ports: Ports,
  actor: Actor,
  input: { id: number; version: number; title: string },
): Promise<{ id: number; version: number }> {
  authorize(actor, "plan.edit");
  const lastEditorId = personId(actor);
  return ports.work.write(async (repositories) => {
    const { plan, next } = await lockPlan(repositories, input, "edit");
    await repositories.plans.change(plan.id, { state: next, title: input.title, lastEditorId });
    await record(repositories, actor, {
      action: "plan.rename",
      entityKind: "plan",
      entityId: String(plan.id),
      before: { title: plan.title },
      after: { title: input.title },
    });
    return { id: plan.id, version: plan.version + 1 };
  });
}
