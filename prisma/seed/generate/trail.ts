import { type Day, momentOf } from "./calendar";
import type { FlowRows, SeedNotification, SeedPlan, SeedRequest, SeedReservation } from "./flow-rows";
import { type Person, people } from "./people";
import type { Story } from "./stories";

type Params = SeedNotification["params"];

/** Who is told that a signature is wanted. */
const approvers: readonly Person[] = [people.aino];

interface Moments {
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly endedAt: Date | null;
}

/** Audit events and notifications of everything that happened, in the words packages/services uses. */
export class Trail {
  constructor(
    private readonly rows: FlowRows,
    private readonly today: Day,
  ) {}

  created(request: SeedRequest): void {
    const { title, service, racks, unit, amount, region, type } = request;
    const after = { title, service, racks, unit, amount, region: region.spec.code, rackType: type.code, state: "open" };
    this.event(request.createdAt, request.requester, "request.create", "request", request.id, null, after);
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

  plan(plan: SeedPlan, story: Story, { createdAt, submittedAt, endedAt }: Moments): void {
    const { author, title, hash, seed, steps } = plan;
    const requestIds = plan.requests.map((r) => r.request.id);
    const made = { title, requestIds, policy: "place-all", seed, steps, state: "queued" };
    this.event(createdAt, author, "plan.create", "plan", plan.id, null, made);
    this.follow(plan, createdAt, author, "request.plan", "open", "planned");
    if (plan.state === "queued" || plan.state === "running") return;
    const planned = new Date(createdAt.getTime() + 40_000);
    if (plan.state === "failed") {
      this.step(plan, planned, null, "plan.fail", "running", { state: "failed" });
      this.follow(plan, planned, null, "request.release", "planned", "open");
      this.tell([author], "plan_failed", plan, planned, null, { traceId: `demo-${plan.id}` });
      return;
    }
    const racksPlaced = plan.requests.reduce((sum, r) => sum + r.racksPlaced, 0);
    const racksAsked = plan.requests.reduce((sum, r) => sum + r.request.racks, 0);
    this.step(plan, planned, null, "plan.finish", "running", { state: "draft", hash, racksPlaced });
    this.tell([author], "plan_ready", plan, planned, null, { racksPlaced, racksAsked });
    if (story.ending === "cancelled") this.end(plan, story, endedAt!, "draft");
    if (submittedAt === null) return;
    this.step(plan, submittedAt, author, "plan.submit", "draft", { state: "submitted", hash });
    this.follow(plan, submittedAt, author, "request.submit", "planned", "submitted");
    this.tell(approvers, "plan_submitted", plan, submittedAt, author, { racks: racksPlaced });
    if (endedAt !== null) this.end(plan, story, endedAt, "submitted");
  }

  private end(plan: SeedPlan, story: Story, at: Date, from: string): void {
    const { ending } = story;
    const reason = story.reason ?? null;
    const { author } = plan;
    const { aino } = people;
    const everybody = [author, ...plan.requests.map((r) => r.request.requester)];
    const racks = plan.actions.reduce((sum, a) => sum + a.positions.length, 0);
    const to = (person: Person | null, action: string, state: string, request: string) => {
      this.step(plan, at, person, `plan.${action}`, from, { state }, reason);
      this.follow(
        plan,
        at,
        person,
        `request.${action === "approve" ? "commit" : action === "decline" ? "decline" : "release"}`,
        from,
        request,
      );
    };
    switch (ending) {
      case "committed":
      case "delivered":
      case "given_back": {
        to(aino, "approve", "committed", "committed");
        this.tell(everybody, "plan_committed", plan, at, aino, { racks });
        if (ending !== "given_back") break;
        const later = new Date(at.getTime() + 9 * 86_400_000);
        this.step(plan, later, author, "plan.cancel", "committed", { state: "cancelled" }, reason);
        this.follow(plan, later, author, "request.release", "committed", "open");
        this.tell([...everybody, aino], "plan_cancelled", plan, later, author, { reason });
        break;
      }
      case "declined":
        to(aino, "decline", "declined", "declined");
        this.tell(everybody, "plan_declined", plan, at, aino, { reason });
        break;
      case "changes":
        to(aino, "request_changes", "draft", "planned");
        this.tell([author], "changes_requested", plan, at, aino, { reason });
        break;
      case "withdrawn":
        to(author, "withdraw", "draft", "planned");
        this.tell([aino], "plan_withdrawn", plan, at, author);
        break;
      case "stale":
        to(aino, "go_stale", "stale", "open");
        this.tell([author], "plan_stale", plan, at, aino, { what: null, now: null });
        break;
      case "expired":
        this.step(plan, at, null, "plan.expire", from, { state: "expired" }, "the hold ran out");
        this.follow(plan, at, null, "request.release", from, "open");
        this.tell(everybody, "hold_expired", plan, at, null);
        break;
      case "cancelled":
        to(author, "cancel", "cancelled", "open");
        this.tell(everybody, "plan_cancelled", plan, at, author, { reason });
        break;
    }
  }

  /** Nothing happens after today begins. */
  close(): void {
    const now = momentOf(this.today, 0);
    for (const list of [this.rows.events, this.rows.notifications]) {
      for (const item of list) if (item.at > now) (item as { at: Date }).at = now;
      (list as { at: Date }[]).sort((a, b) => a.at.getTime() - b.at.getTime());
    }
  }

  private step(
    plan: SeedPlan,
    at: Date,
    person: Person | null,
    action: string,
    from: string,
    after: Readonly<Record<string, unknown>>,
    reason: string | null = null,
  ): void {
    this.event(at, person, action, "plan", plan.id, { state: from }, after, reason);
  }

  /** The plan's requests go the way of the plan. */
  private follow(plan: SeedPlan, at: Date, person: Person | null, action: string, from: string, to: string): void {
    for (const { request } of plan.requests)
      this.event(at, person, action, "request", request.id, { state: from }, { state: to, planId: plan.id });
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
    by: Person | null,
    more: Params = {},
  ): void {
    for (const userId of new Set(to.map((p) => p.id))) {
      if (userId === by?.id) continue;
      const params = { title: plan.title, by: by?.name ?? "planner", ...more };
      this.rows.notifications.push({ userId, kind, entityKind: "plan", entityId: plan.id, params, at });
    }
  }
}
