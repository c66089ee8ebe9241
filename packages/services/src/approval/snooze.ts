import { type Actor, authorize, personId } from "../actor";
import { invalidInput } from "../errors";
import { findPlan } from "../plan/guard";
import type { Ports } from "../ports";
import { record } from "../record";

/** Puts a plan off in one's own inbox until a moment, or takes that back (null). Changes nothing for anybody else. Needs approval.decide. */
export async function snooze(
  ports: Ports,
  actor: Actor,
  input: { planId: number; until: string | null },
): Promise<{ planId: number; until: string | null }> {
  authorize(actor, "approval.decide");
  const person = personId(actor);
  if (input.until !== null && Date.parse(input.until) <= ports.clock.now())
    throw invalidInput("until", "a moment to come", input.until);
  await ports.work.write(async (repositories) => {
    await findPlan(repositories, input.planId);
    await repositories.approvals.snooze(person, input.planId, input.until);
    await record(repositories, actor, {
      action: "plan.snooze",
      entityKind: "plan",
      entityId: String(input.planId),
      after: { until: input.until },
    });
  });
  return input;
}
