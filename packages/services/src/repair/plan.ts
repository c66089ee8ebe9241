import { type Actor, authorize, personId } from "../actor";
import { dayOf } from "../days";
import { invalidInput, notFound } from "../errors";
import { openFloor } from "../placement/floors";
import { queuedProgress } from "../plan/create";
import type { Ports } from "../ports";
import { record } from "../record";
import { propose } from "./propose";

/**
 * Makes a plan of the moves that mend a datacenter: it is queued, the worker works the moves out from the facts of then, and it is signed like
 * any other. Needs plan.create. Errors: NOT_FOUND, INVALID_INPUT (nothing is broken that moving racks would mend).
 */
export async function planRepair(
  ports: Ports,
  actor: Actor,
  input: { readonly datacenter: string },
): Promise<{ id: number; version: number }> {
  authorize(actor, "plan.create");
  const authorId = personId(actor);
  const now = ports.clock.now();
  const { snapshot, rules } = await ports.work.read(async ({ fleet, overrides }) => ({
    snapshot: await fleet.loadDatacenter({ code: input.datacenter }, dayOf(now)),
    rules: await overrides.rules(),
  }));
  if (!snapshot) throw notFound("datacenter", input.datacenter);
  if (propose(openFloor(snapshot), rules, dayOf(now)).moves.length === 0)
    throw invalidInput("datacenter", "one with a broken limit that moving racks would mend", input.datacenter);
  const plan = await ports.work.write(async (repositories) => {
    const fields = { title: `Repair of ${snapshot.code}`, policy: "place-all", seed: 1, steps: 0, authorId };
    const id = await repositories.plans.insert({
      ...{ ...fields, requestIds: [], repairsDatacenterId: snapshot.id },
      progress: queuedProgress(now),
    });
    await record(repositories, actor, {
      action: "plan.create",
      entityKind: "plan",
      entityId: String(id),
      after: { title: fields.title, repairs: snapshot.code, state: "queued" },
    });
    return { id, version: 1 };
  });
  await ports.jobs.enqueuePlan(plan.id, plan.version);
  return plan;
}
