import type { RequestState } from "@headroom/core/lifecycle/request";
import { hashOf } from "@headroom/services/plan/content";
import { queuedProgress } from "@headroom/services/plan/create";
import { titleOf } from "@headroom/services/plan/guard";
import type { Scenario } from "../scenarios/scenario";
import type { Books, Pledge } from "./books";
import { type Day, momentOf } from "./calendar";
import type { Catalog } from "./catalog";
import type { Dice } from "./dice";
import type { FlowRows, SeedAction, SeedApproval, SeedPlan, SeedRequest } from "./flow-rows";
import { people } from "./people";
import { type Made, plan as makePlan, PLAN_SEED, PLAN_STEPS, seenNumbers } from "./place";
import { rackOf } from "./racks";
import { Requests } from "./requests";
import { reserveSome } from "./reservations";
import { type Ending, type Story, storiesOf } from "./stories";
import type { SeedPosition } from "./topology";
import { Trail } from "./trail";

/** Days a submitted plan keeps its positions, and days an approver has. */
const HOLD_DAYS = 14;
const DUE_DAYS = 6;
/** Days after a plan was made on which the racks of a delivered one were put up, and served. */
const DELIVERED_AFTER = { rack: 27, service: 41 } as const;

const planState: Readonly<Record<Ending, SeedPlan["state"]>> = {
  queued: "queued",
  running: "running",
  failed: "failed",
  draft: "draft",
  changes: "draft",
  withdrawn: "draft",
  submitted: "submitted",
  committed: "committed",
  delivered: "committed",
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
  failed: "open",
  draft: "planned",
  changes: "planned",
  withdrawn: "planned",
  submitted: "submitted",
  committed: "committed",
  delivered: "delivered",
  given_back: "open",
  declined: "declined",
  stale: "open",
  expired: "open",
  cancelled: "open",
};

const approvalState: Readonly<Partial<Record<Ending, SeedApproval["state"]>>> = {
  submitted: "pending",
  committed: "approved",
  delivered: "approved",
  given_back: "approved",
  declined: "declined",
  changes: "changes_requested",
  withdrawn: "withdrawn",
  stale: "stale",
  expired: "expired",
};

const verdictOf: Readonly<Partial<Record<Ending, "approve" | "decline" | "request_changes">>> = {
  committed: "approve",
  delivered: "approve",
  given_back: "approve",
  declined: "decline",
  changes: "request_changes",
};

export interface FlowInput {
  readonly scenario: Scenario;
  readonly books: readonly Books[];
  readonly regions: readonly SeedRequest["region"][];
  readonly catalog: Catalog;
  readonly months: readonly string[];
  readonly today: Day;
  readonly dice: Dice;
  /** Racks of the history: numbers of those that plans bring follow. */
  readonly racks: number;
  /** How many racks stood at a position before. */
  readonly stood: (position: SeedPosition) => number;
}

/** Requests, plans and all that follows from them, told one story after the other. */
export async function buildFlow(input: FlowInput): Promise<FlowRows> {
  const rows: FlowRows = {
    requests: [],
    plans: [],
    approvals: [],
    notifications: [],
    events: [],
    reservations: [],
    delivered: [],
  };
  const trail = new Trail(rows, input.today);
  const requests = new Requests(input, rows, trail);
  const teller = new Teller(input, rows, trail, requests);
  reserveSome(input, rows, trail);
  for (const story of storiesOf(input.scenario)) await teller.tell(story);
  requests.addWaiting(input.scenario.stories.open);
  trail.close();
  return rows;
}

/** What a story's plan came to. */
interface Told {
  readonly story: Story;
  readonly planId: number;
  readonly asks: readonly SeedRequest[];
  /** null: it has not been planned. */
  readonly made: Made | null;
  readonly actions: readonly SeedAction[];
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly endedAt: Date | null;
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

  async tell(story: Story): Promise<void> {
    const { ending, age } = story;
    const asks = this.requests.askFor(story, story.repeats ? this.last : []);
    this.last = asks;
    const { today, months } = this.input;
    const at = (days: number, hoursBefore: number) => momentOf(today - Math.max(0, days), -hoursBefore);
    const unplanned = ending === "queued" || ending === "running" || ending === "failed";
    const here = this.input.books.filter((b) => b.region === asks[0]!.region);
    const made = unplanned ? null : await makePlan(asks, here, months, today);
    const planId = this.rows.plans.length + 1;
    const submitted = approvalState[ending] !== undefined;
    const told: Told = {
      story,
      planId,
      asks,
      made,
      actions: made ? this.actionsOf(made, asks, ending, today - age) : [],
      createdAt: at(age, 7),
      submittedAt: submitted ? at(age, 4) : null,
      endedAt: (submitted && ending !== "submitted") || ending === "cancelled" ? at(age - 1, 2) : null,
    };
    const plan = this.planOf(told);
    this.rows.plans.push(plan);
    for (const { request, racksPlaced } of plan.requests) {
      const missed = submitted && racksPlaced === 0;
      request.state = missed ? "open" : requestState[ending];
      request.stateReason = missed ? null : reasonOf(story);
      request.version += submitted ? 2 : 1;
      request.updatedAt = plan.updatedAt;
    }
    if (submitted) this.approve(plan, told);
    this.trail.plan(plan, story, told);
  }

  private planOf({ story, planId, asks, made, actions, createdAt, submittedAt, endedAt }: Told): SeedPlan {
    const { ending, author } = story;
    const results = new Map(made?.requests.map((r) => [r.requestId, r]));
    const submitted = submittedAt !== null;
    const hold = ending === "submitted" ? new Date(submittedAt!.getTime() + HOLD_DAYS * 86_400_000) : null;
    return {
      id: planId,
      title: titleOf(asks),
      state: planState[ending],
      seed: PLAN_SEED,
      steps: PLAN_STEPS,
      author,
      version: submitted ? (endedAt ? 4 : 3) : made ? 2 : 1,
      hash: made && hashOf({ ...BY, id: planId }, made.actions, made.requests, made.summary),
      snapshot: made?.touched.map((b) => ({ datacenter: b.datacenter.code, version: 1 })) ?? null,
      summary: made?.summary ?? null,
      progress: progressOf(ending, createdAt, asks.length),
      failure: ending === "failed" ? { message: "The planner stopped unexpectedly.", traceId: `demo-${planId}` } : null,
      staleCause: ending === "stale" ? staleCause(actions, asks, planId + 1) : null,
      createdAt,
      updatedAt: endedAt ?? submittedAt ?? createdAt,
      submittedAt: ending === "withdrawn" ? null : submittedAt,
      holdExpiresAt: hold,
      decidedAt: ending === "withdrawn" ? null : endedAt,
      requests: asks.map((request) => {
        const { outcome = null, racksPlaced = 0, certificate = null } = results.get(request.id) ?? {};
        return { request, outcome, racksPlaced, certificate };
      }),
      actions,
    };
  }

  /** Actions with numbers; those of a plan that keeps its positions are entered in the books. */
  private actionsOf(made: Made, asks: readonly SeedRequest[], ending: Ending, since: Day): SeedAction[] {
    const kind = ending === "committed" ? "committed" : ending === "submitted" ? "held" : null;
    return made.actions.map((action, i): SeedAction => {
      this.lastAction += 1;
      const books = made.touched.find((b) => b.datacenter.id === action.datacenterId)!;
      const request = asks.find((r) => r.id === action.requestId)!;
      const all = books.datacenter.rooms.flatMap((r) => r.positions);
      const positions = action.positionIds.map((id) => all.find((p) => p.id === id)!);
      const planId = this.rows.plans.length + 1;
      // what stood there before may have gone after the plan was made
      const from = Math.max(since, books.floor.emptySince(positions));
      if (ending === "delivered") this.deliver(books, planId, request, positions, since);
      if (kind) books.pledge({ kind, planId, actionId: this.lastAction, type: request.type, positions, since: from });
      return {
        id: this.lastAction,
        sequence: i + 1,
        request,
        datacenter: books.datacenter,
        rowId: action.rowId,
        positions,
        startsOn: request.neededBy,
        certificate: action.certificate,
        has: kind && { kind, since: from },
      };
    });
  }

  /** Racks came from the supplier's stock, one lot an action, and serve since days. */
  private deliver(
    books: Books,
    planId: number,
    { type }: SeedRequest,
    positions: readonly SeedPosition[],
    since: Day,
  ): void {
    const { delivered } = this.rows;
    const dice = this.input.dice.fork(`delivered/${this.lastAction}`);
    const lot = books.lotOf(`plan-${planId}-${this.lastAction}`, type, positions, {
      committedOn: since + 1,
      installedOn: since + DELIVERED_AFTER.rack,
      inServiceOn: since + DELIVERED_AFTER.service,
    });
    const racks = lot.places.map(({ position }, i) =>
      rackOf(
        lot,
        position,
        { id: this.input.racks + delivered.length + i + 1, stoodBefore: this.input.stood(position) },
        dice,
      ),
    );
    delivered.push(...racks);
    books.deliver(lot, racks);
  }

  private approve(plan: SeedPlan, { story, made, submittedAt, endedAt }: Told): void {
    const verdict = verdictOf[story.ending];
    this.rows.approvals.push({
      id: this.rows.approvals.length + 1,
      planId: plan.id,
      hash: plan.hash!,
      state: approvalState[story.ending]!,
      seen: this.seen(plan, made!),
      requestedBy: plan.author,
      requestedAt: submittedAt!,
      dueAt:
        story.ending === "submitted"
          ? momentOf(this.input.today + 1 + (plan.id % DUE_DAYS), 16)
          : new Date(submittedAt!.getTime() + DUE_DAYS * 86_400_000),
      decision:
        verdict && endedAt
          ? { by: people.aino, verdict, reason: verdict === "approve" ? null : reasonOf(story), at: endedAt }
          : null,
    });
  }

  /** A plan that has let go of its positions had them when it was submitted. */
  private seen(plan: SeedPlan, made: Made): unknown {
    const lent = plan.actions
      .filter((a) => a.has === null)
      .map(({ id, datacenter, request, positions }) => {
        const books = made.touched.find((b) => b.datacenter === datacenter)!;
        const pledge: Pledge = {
          kind: "held",
          planId: plan.id,
          actionId: id,
          type: request.type,
          positions,
          since: this.input.today,
        };
        books.pledge(pledge);
        return { books, pledge };
      });
    const seen = seenNumbers(made.touched, made.counted);
    for (const { books, pledge } of lent) books.withdraw(pledge);
    return seen;
  }
}

/** Every plan of a scenario is made in the same way. */
const BY = { policy: "place-all", seed: PLAN_SEED, steps: PLAN_STEPS } as const;

/** Why its requests are what they are now. */
function reasonOf(story: Story): string | null {
  const { ending } = story;
  const reason = story.reason ?? null;
  if (ending === "expired") return "the hold ran out";
  return ending === "declined" || ending === "changes" || ending === "cancelled" || ending === "given_back"
    ? reason
    : null;
}

function progressOf(ending: Ending, at: Date, total: number): unknown {
  const queued = queuedProgress(at.getTime());
  if (ending === "queued") return queued;
  return ending === "running"
    ? { ...queued, phase: "planning", total, now: "placing", startedAt: at.toISOString() }
    : null;
}

/** The next plan has the positions that this one wanted. */
function staleCause(actions: readonly SeedAction[], asks: readonly SeedRequest[], byPlan: number): unknown {
  return {
    kind: "position_taken",
    changes: actions.flatMap(({ datacenter, rowId, positions }) => {
      const row = datacenter.rooms.flatMap((r) => r.rows).find((r) => r.id === rowId)!;
      const by = `${titleOf(asks)} (${byPlan})`;
      return positions.map((p) => ({
        what: `${datacenter.code} ${row.code} ${p.number}`,
        seen: "held",
        now: "committed",
        by,
      }));
    }),
  };
}
