import { type Day, momentOf } from "./calendar";
import type { FlowRows, SeedNotification, SeedPlan, SeedRequest, SeedReservation } from "./flow-rows";
import { type Person, people } from "./people";
import type { Story } from "./stories";

/** Who is told that a signature is wanted. */
const signers: readonly Person[] = [people.aino, people.ada];

/** Audit events and notifications of everything that happened. */
export class Trail {
  constructor(
    private readonly rows: FlowRows,
    private readonly today: Day,
  ) {}

  created(request: SeedRequest): void {
    const { title, racks, region } = request;
    this.event(request.createdAt, request.requester, "request.create", "request", request.id, null, {
      title,
      racks,
      region: region.spec.code,
      state: "open",
    });
  }

  cancelled(request: SeedRequest): void {
    const at = new Date(request.createdAt.getTime() + 3_600_000);
    request.updatedAt = at;
    const states = [{ state: "open" }, { state: "cancelled" }] as const;
    this.event(at, request.requester, "request.cancel", "request", request.id, ...states, request.stateReason);
  }

  reserved({ id, datacenter, owner, reason, positions }: SeedReservation, at: Date): void {
    const after = { datacenter: datacenter.code, positions: positions.map((p) => p.label) };
    this.event(at, owner, "reservation.create", "reservation", id, null, after, reason);
  }

  plan(plan: SeedPlan, story: Story, submittedAt: Date | null, endedAt: Date | null): void {
    const { author, title, hash } = plan;
    const on = (
      at: Date,
      person: Person | null,
      action: string,
      before: string,
      after: string,
      reason: string | null = null,
    ) => this.event(at, person, action, "plan", plan.id, { state: before }, { state: after }, reason);
    this.event(plan.createdAt, author, "plan.create", "plan", plan.id, null, {
      title,
      state: "queued",
      requests: plan.requests.map((r) => r.request.id),
    });
    if (plan.state === "queued" || plan.state === "running") return;
    const planned = new Date(plan.createdAt.getTime() + 40_000);
    if (plan.state === "failed") {
      on(planned, null, "plan.fail", "running", "failed");
      this.tell([author], "plan_failed", plan, planned);
      return;
    }
    on(planned, null, "plan.finish", "running", "draft");
    this.tell([author], "plan_ready", plan, planned);
    if (story.ending === "cancelled") on(endedAt!, author, "plan.cancel", "draft", "cancelled", story.reason ?? null);
    if (submittedAt === null) return;
    this.event(submittedAt, author, "plan.submit", "plan", plan.id, { state: "draft" }, { state: "submitted", hash });
    this.tell(signers, "plan_submitted", plan, submittedAt);
    if (endedAt !== null) this.end(plan, story, endedAt);
  }

  private end(plan: SeedPlan, { ending, reason }: Story, at: Date): void {
    const { aino } = people;
    const asked = [plan.author, ...plan.requests.map((r) => r.request.requester)];
    const on = (person: Person | null, action: string, after: string, why: string | null = null) =>
      this.event(at, person, action, "plan", plan.id, { state: "submitted" }, { state: after }, why);
    if (ending === "committed" || ending === "given_back") {
      on(aino, "plan.approve", "committed");
      this.tell(asked, "plan_committed", plan, at, aino);
    }
    if (ending === "given_back") {
      const later = new Date(at.getTime() + 9 * 86_400_000);
      this.event(
        later,
        plan.author,
        "plan.cancel",
        "plan",
        plan.id,
        { state: "committed" },
        { state: "cancelled" },
        reason ?? null,
      );
      this.tell(asked, "plan_cancelled", plan, later, plan.author, reason);
    }
    if (ending === "declined") {
      on(aino, "plan.decline", "declined", reason);
      this.tell(asked, "plan_declined", plan, at, aino, reason);
    }
    if (ending === "changes") {
      on(aino, "plan.request_changes", "draft", reason);
      this.tell([plan.author], "changes_requested", plan, at, aino, reason);
    }
    if (ending === "withdrawn") on(plan.author, "plan.withdraw", "draft");
    if (ending === "stale") {
      on(null, "plan.go_stale", "stale");
      this.tell(asked, "plan_stale", plan, at);
    }
    if (ending === "expired") {
      on(null, "plan.expire", "expired");
      this.tell([plan.author], "hold_expired", plan, at);
    }
  }

  /** Nothing happens after today begins; what is older than a week has been read. */
  close(): void {
    const now = momentOf(this.today, 0);
    for (const list of [this.rows.events, this.rows.notifications]) {
      for (const item of list) if (item.at > now) (item as { at: Date }).at = now;
      (list as { at: Date }[]).sort((a, b) => a.at.getTime() - b.at.getTime());
    }
  }

  private event(
    at: Date,
    person: Person | null,
    action: string,
    entityKind: string,
    entityId: number,
    before: unknown,
    after: unknown,
    reason: string | null = null,
  ): void {
    this.rows.events.push({ at, person, action, entityKind, entityId: String(entityId), before, after, reason });
  }

  private tell(
    to: readonly Person[],
    kind: string,
    plan: SeedPlan,
    at: Date,
    by: Person | null = null,
    reason: string | null = null,
  ): void {
    for (const userId of new Set(to.map((p) => p.id))) {
      if (userId === by?.id) continue;
      const params = { title: plan.title, who: by?.name ?? plan.author.name, reason };
      const notification: SeedNotification = { userId, kind, entityKind: "plan", entityId: plan.id, params, at };
      this.rows.notifications.push(notification);
    }
  }
}
