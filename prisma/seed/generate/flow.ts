import type { DatacenterAccount } from "@headroom/core/capacity/types";
import type { RequestState } from "@headroom/core/lifecycle/request";
import { planHash } from "@headroom/core/planning/plan";
import type { Scenario } from "../scenarios/scenario";
import type { Books } from "./books";
import { type Day, isoOf, momentOf } from "./calendar";
import type { Catalog } from "./catalog";
import type { Dice } from "./dice";
import type { FlowRows, SeedAction, SeedApproval, SeedPlan, SeedRequest } from "./flow-rows";
import { people } from "./people";
import { accountNow, PLAN_SEED, PLAN_STEPS, type Placed, place, summaryOf } from "./place";
import { Requests } from "./requests";
import { reserveSome } from "./reservations";
import { type Ending, type Story, storiesOf } from "./stories";
import { Trail } from "./trail";

/** Days a submitted plan keeps its positions, and days an approver has. */
const HOLD_DAYS = 14;
const DUE_DAYS = 6;

const planState: Readonly<Record<Ending, SeedPlan["state"]>> = {
  queued: "queued",
  running: "running",
  failed: "failed",
  draft: "draft",
  changes: "draft",
  withdrawn: "draft",
  submitted: "submitted",
  committed: "committed",
  given_back: "cancelled",
  declined: "declined",
  stale: "stale",
  expired: "expired",
  cancelled: "cancelled",
};

/** What its requests are afterwards (lifecycle/request.ts): a plan that lost its positions lets them go. */
const requestState: Readonly<Record<Ending, RequestState>> = {
  queued: "planned",
  running: "planned",
  failed: "planned",
  draft: "planned",
  changes: "planned",
  withdrawn: "planned",
  submitted: "submitted",
  committed: "committed",
  given_back: "open",
  declined: "declined",
  stale: "open",
  expired: "open",
  cancelled: "open",
};

const approvalState: Readonly<Partial<Record<Ending, SeedApproval["state"]>>> = {
  submitted: "pending",
  committed: "approved",
  given_back: "approved",
  declined: "declined",
  changes: "changes_requested",
  withdrawn: "withdrawn",
  stale: "stale",
  expired: "expired",
};

const verdictOf: Readonly<Partial<Record<Ending, "approve" | "decline" | "request_changes">>> = {
  committed: "approve",
  given_back: "approve",
  declined: "decline",
  changes: "request_changes",
};

export interface FlowInput {
  readonly scenario: Scenario;
  readonly books: readonly Books[];
  readonly regions: readonly SeedRequest["region"][];
  readonly catalog: Catalog;
  readonly today: Day;
  readonly dice: Dice;
}

/** Requests, plans and all that follows from them, told one story after the other. */
export function buildFlow(input: FlowInput): FlowRows {
  const rows: FlowRows = { requests: [], plans: [], approvals: [], notifications: [], events: [], reservations: [] };
  const trail = new Trail(rows, input.today);
  const requests = new Requests(input, rows, trail);
  const teller = new Teller(input, rows, trail, requests);
  reserveSome(input, rows, trail);
  for (const story of storiesOf(input.scenario)) teller.tell(story);
  requests.addWaiting(input.scenario.stories.open);
  trail.close();
  return rows;
}

class Teller {
  private lastAction = 0;
  private last: SeedRequest[] = [];

  constructor(
    private readonly input: FlowInput,
    private readonly rows: FlowRows,
    private readonly trail: Trail,
    private readonly requests: Requests,
  ) {}

  tell(story: Story): void {
    const { ending, age, author } = story;
    const asks = this.requests.askFor(story, story.repeats ? this.last : []);
    this.last = asks;
    const planId = this.rows.plans.length + 1;
    const at = (days: number, hoursBefore: number) => momentOf(this.input.today - Math.max(0, days), -hoursBefore);
    const createdAt = at(age, 7);
    const unplanned = ending === "queued" || ending === "running" || ending === "failed";
    const keeps = ending === "submitted" || ending === "committed" ? ending : null;
    const since = this.input.today - age;
    const before = new Map<number, DatacenterAccount>();
    const books = this.booksOf(asks[0]!);
    if (!unplanned) for (const b of books) before.set(b.datacenter.id, accountNow(b));
    const tried = unplanned
      ? []
      : asks.map((r) => place(r, books, ending === "committed" ? "committed" : "held", since));
    const placed = tried.flatMap((t) => (t.placed ? [t.placed] : []));
    const summary = unplanned ? null : summaryOf(asks, placed, before);
    const actions = placed.map((p, i) =>
      this.action(p, i, keeps === null ? null : { kind: keeps === "committed" ? "committed" : "held", since }),
    );
    if (keeps === null) for (const p of placed) p.books.withdraw(p.pledge, p.positions);

    const content = asks.map((request, i) => {
      const result = tried[i];
      const outcome = result === undefined ? null : result.placed ? ("placed" as const) : ("rejected" as const);
      const certificate = result === undefined ? null : result.placed ? result.placed.certificate : result.certificate;
      return { request, outcome, racksPlaced: outcome === "placed" ? request.racks : 0, certificate };
    });
    const hash = unplanned ? null : this.hashOf(planId, content, actions, summary);
    const submitted = approvalState[ending] !== undefined;
    const decided = submitted && ending !== "submitted";
    const submittedAt = submitted ? at(age, 4) : null;
    const endedAt = decided || ending === "cancelled" ? at(age - 1, 2) : null;
    const steady = ending === "changes" || ending === "withdrawn" ? null : submittedAt;
    const plan: SeedPlan = {
      id: planId,
      title: titleOf(asks),
      state: planState[ending],
      seed: PLAN_SEED,
      steps: PLAN_STEPS,
      author,
      version: submitted ? (decided ? 4 : 3) : unplanned ? 1 : 2,
      hash,
      snapshot: { versions: Object.fromEntries(placed.map((p) => [p.books.datacenter.id, 1])) },
      summary,
      progress: this.progress(ending, createdAt, asks.length),
      failure:
        ending === "failed"
          ? { message: "The worker stopped while it planned. Plan it again.", traceId: `demo-${planId}` }
          : null,
      staleCause: ending === "stale" ? staleCause(actions[0]!, planId + 1) : null,
      createdAt,
      updatedAt: endedAt ?? submittedAt ?? createdAt,
      submittedAt: steady,
      holdExpiresAt:
        ending === "submitted" || ending === "expired"
          ? new Date(submittedAt!.getTime() + HOLD_DAYS * 86_400_000)
          : null,
      decidedAt: ending === "committed" || ending === "declined" || ending === "given_back" ? endedAt : null,
      requests: content,
      actions,
    };
    this.rows.plans.push(plan);
    for (const { request, outcome } of content) {
      const missed = outcome === "rejected" && ending !== "draft";
      request.state = missed ? "open" : requestState[ending];
      request.stateReason = ending === "declined" ? (story.reason ?? null) : null;
      request.version += submitted ? 2 : 1;
      request.updatedAt = plan.updatedAt;
    }
    if (submitted) this.approve(plan, story, submittedAt!, endedAt);
    this.trail.plan(plan, story, submittedAt, endedAt);
  }

  private booksOf(request: SeedRequest): Books[] {
    return this.input.books.filter((b) => b.datacenter.regionId === request.region.id);
  }

  private action(placed: Placed, index: number, has: SeedAction["has"]): SeedAction {
    this.lastAction += 1;
    return {
      id: this.lastAction,
      sequence: index + 1,
      request: placed.request,
      datacenter: placed.books.datacenter,
      rowId: placed.rowId,
      positions: [...placed.positions.values()].flat(),
      startsOn: placed.request.neededBy - 14,
      certificate: placed.certificate,
      has,
    };
  }

  private hashOf(
    planId: number,
    requests: SeedPlan["requests"],
    actions: readonly SeedAction[],
    summary: unknown,
  ): string {
    return planHash({
      planId,
      policy: "place-all",
      seed: PLAN_SEED,
      steps: PLAN_STEPS,
      requests: requests.map((r) => ({ id: r.request.id, outcome: r.outcome, racksPlaced: r.racksPlaced })),
      actions: actions.map((a) => ({
        kind: "add",
        requestId: a.request.id,
        rackTypeId: a.request.type.id,
        datacenterId: a.datacenter.id,
        rowId: a.rowId,
        positionIds: a.positions.map((p) => p.id),
        startsOn: isoOf(a.startsOn),
      })),
      summary,
    });
  }

  private approve(plan: SeedPlan, { ending, reason }: Story, requestedAt: Date, endedAt: Date | null): void {
    const verdict = verdictOf[ending];
    this.rows.approvals.push({
      id: this.rows.approvals.length + 1,
      planId: plan.id,
      hash: plan.hash!,
      state: approvalState[ending]!,
      seen: plan.summary,
      requestedBy: plan.author,
      requestedAt,
      dueAt:
        ending === "submitted"
          ? momentOf(this.input.today + 1 + (plan.id % DUE_DAYS), 16)
          : new Date(requestedAt.getTime() + DUE_DAYS * 86_400_000),
      decision:
        verdict && endedAt
          ? { by: people.aino, verdict, reason: verdict === "approve" ? null : (reason ?? null), at: endedAt }
          : null,
    });
  }

  private progress(ending: Ending, at: Date, total: number): unknown {
    if (ending !== "queued" && ending !== "running") return null;
    const startedAt = ending === "running" ? at.toISOString() : null;
    return {
      phase: ending === "running" ? "planning" : "queued",
      done: 0,
      total,
      now: "",
      startedAt,
      updatedAt: at.toISOString(),
    };
  }
}

function titleOf(asks: readonly SeedRequest[]): string {
  const { region, service, type } = asks[0]!;
  const racks = asks.reduce((sum, r) => sum + r.racks, 0);
  return asks.length === 1
    ? `${region.spec.code}: ${racks} × ${type.code} for ${service}`
    : `${region.spec.code}: ${racks} racks for ${asks.length} requests`;
}

/** The next plan has the positions that this one wanted. */
function staleCause(action: SeedAction, byPlan: number): unknown {
  return {
    kind: "position_taken",
    changes: action.positions.map((p) => ({
      what: `position ${p.label}`,
      seen: "free",
      now: "committed",
      by: `plan ${byPlan}`,
    })),
  };
}
