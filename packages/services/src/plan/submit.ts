import { type Actor, authorize, personId } from "../actor";
import { refreshCapacity } from "../capacity/refresh";
import { dayOf, daysLater, instantOf } from "../days";
import { invalidInput, ServiceError } from "../errors";
import { openFloor } from "../placement/floors";
import type { Ports } from "../ports";
import { record } from "../record";
import { causeOf, limitsBroken, requestsChanged, takenPositions } from "./check";
import { hashOf } from "./content";
import { factsOf, lockedFloors, servedBy } from "./facts";
import { followRequests, notify } from "./follow";
import { lockPlan } from "./guard";
import { numbersOf, worstPercent } from "./seen";
import { summarise } from "./summary";

/** A submitted plan keeps its positions so long, then they are free again. */
export const HOLD_DAYS = 14;
/** A signature is asked for within so many days, when nobody says otherwise. */
const DUE_DAYS = 5;

export interface SubmitInput {
  readonly id: number;
  readonly version: number;
  readonly note: string;
  readonly dueAt?: string | undefined;
}

/**
 * Asks for a signature. Checks the plan against fresh facts under locks, holds its positions from today on (from the day its racks come they
 * would be free for others until then), and fixes the numbers and the hash that are signed. Requests that found no place wait again.
 * Needs plan.submit. Errors: CONFLICT, WRONG_STATE, INVALID_INPUT (nothing placed), STALE with its cause (plan again).
 */
export async function submitPlan(
  ports: Ports,
  actor: Actor,
  input: SubmitInput,
): Promise<{ id: number; version: number }> {
  authorize(actor, "plan.submit");
  const submitterId = personId(actor);
  return ports.work.write(async (repositories) => {
    const now = ports.clock.now();
    const today = dayOf(now);
    const { plan, next } = await lockPlan(repositories, input, "submit");
    const facts = await factsOf(repositories, plan);
    const { actions, planned, requests, datacenterIds } = facts;
    if (actions.length === 0) throw invalidInput("id", "a plan that places something", input.id);
    if (input.dueAt !== undefined && Date.parse(input.dueAt) <= now)
      throw invalidInput("dueAt", "a moment to come", input.dueAt);

    const before = await lockedFloors(ports, repositories, datacenterIds);
    const check = { id: plan.id, actions, holds: false };
    const cause = causeOf({
      position_taken: await takenPositions(repositories, check, today),
      limit_broken: limitsBroken(before, check),
      request_changed: requestsChanged(planned, requests, ["planned", "open"]),
    });
    if (cause) throw new ServiceError("STALE", { ...cause });

    const racks = new Map(requests.map((r) => [r.id, r.racks]));
    const outcomes = planned.map((p) => ({ ...p, racks: racks.get(p.requestId) ?? 0 }));
    const summary = await summarise(repositories, before, actions, outcomes);
    const hash = hashOf(plan, actions, planned, summary);
    await repositories.occupancy.hold(plan.id, today);
    await repositories.occupancy.touch(datacenterIds);
    const held = await repositories.fleet.loadDatacenters(datacenterIds, today);
    const seen = numbersOf(
      held.map((snapshot) => openFloor(snapshot)),
      actions,
      new Set(),
    );
    const dueAt = input.dueAt ?? instantOf(daysLater(now, DUE_DAYS));
    const holdExpiresAt = instantOf(daysLater(now, HOLD_DAYS));
    const approvalId = await repositories.approvals.insert({
      planId: plan.id,
      hash,
      seen,
      requestedById: submitterId,
      requestedAt: instantOf(now),
      dueAt,
    });
    const submittedAt = instantOf(now);
    await repositories.plans.change(plan.id, {
      state: next,
      // who submits vouches for it, and signs it as little as its author
      lastEditorId: submitterId,
      hash,
      summary,
      submittedAt,
      holdExpiresAt,
      staleCause: null,
      decidedAt: null,
    });
    const { served, left } = servedBy(planned);
    // an expired plan's requests are open again: they are planned on the way
    const open = requests.filter((r) => r.state === "open").map((r) => r.id);
    const waiting = served.filter((id) => open.includes(id));
    await followRequests(repositories, actor, plan.id, waiting, ["plan", "submit"]);
    await followRequests(
      repositories,
      actor,
      plan.id,
      served.filter((id) => !waiting.includes(id)),
      ["submit"],
    );
    await followRequests(repositories, actor, plan.id, left, ["release"], { unlessElsewhere: true });
    await refreshCapacity(repositories, datacenterIds, now);
    await record(repositories, actor, {
      action: "plan.submit",
      entityKind: "plan",
      entityId: String(plan.id),
      before: { state: plan.state },
      after: { state: next, hash, approvalId, dueAt, holdExpiresAt, worstPercent: worstPercent(seen) },
      reason: input.note || null,
    });
    const approvers = await repositories.users.withRoles(["approver"]);
    const people = [...approvers.map((p) => p.id), ...requests.map((r) => r.requester.id)];
    await notify(repositories, actor, people, "plan_submitted", plan, {
      racks: plan.racks,
      dueAt,
      note: input.note || null,
    });
    return { id: plan.id, version: plan.version + 1 };
  });
}
