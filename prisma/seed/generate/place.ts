import { planPlacement } from "@headroom/core/planning/placement/plan";
import { openFloor } from "@headroom/services/placement/floors";
import { namesOf } from "@headroom/services/placement/names";
import { actionsOf } from "@headroom/services/plan/actions";
import { stepsOf } from "@headroom/services/plan/create";
import { placeRequests } from "@headroom/services/plan/place/place";
import type { PlannedAsk, Solve } from "@headroom/services/plan/place/types";
import { numbersOf, type SeenNumbers } from "@headroom/services/plan/seen";
import { summarise } from "@headroom/services/plan/summary";
import type { AccountTotals } from "@headroom/services/ports/capacity";
import type { FactScope, FactsRepository } from "@headroom/services/ports/facts";
import type { NewPlanAction, PlanActionRecord, PlannedRequest } from "@headroom/services/ports/plans";
import type { RequestRecord } from "@headroom/services/ports/requests";
import type { Books } from "./books";
import { type Day, isoOf, momentOf } from "./calendar";
import { trendFacts } from "./facts";
import type { SeedRequest } from "./flow-rows";

export const PLAN_SEED = 1;
export const PLAN_STEPS = stepsOf.quick;

type Summary = Awaited<ReturnType<typeof summarise>>;

/** What the worker would have made of a plan: by the same functions of packages/services, in this thread. */
export interface Made {
  readonly actions: readonly NewPlanAction[];
  readonly counted: readonly PlanActionRecord[];
  readonly requests: readonly PlannedRequest[];
  readonly summary: Summary;
  /** Datacenters it puts racks into. */
  readonly touched: readonly Books[];
}

const solve: Solve = (problem, { seed, steps }) => Promise.resolve(planPlacement(problem, { seed, steps }));

function recordOf(r: SeedRequest): RequestRecord {
  const { type, region, requester } = r;
  return {
    id: r.id,
    title: r.title,
    service: r.service,
    rackTypeId: type.id,
    unit: r.unit,
    amount: r.amount,
    racks: r.racks,
    regionId: region.id,
    zoneId: null,
    datacenterId: null,
    requiredTags: [],
    splitRule: "all_or_nothing",
    priority: r.priority,
    neededBy: isoOf(r.neededBy),
    answerBy: r.answerBy.toISOString(),
    note: r.note,
    rackType: type.code,
    family: type.familyCode,
    powerW: type.powerW,
    coolingW: type.coolingW,
    weightKg: type.weightKg,
    ports: type.ports,
    cost: type.cost,
    ...(r.rules ? { rules: r.rules } : {}),
    region: region.spec.code,
    zone: null,
    datacenter: null,
    state: r.state,
    stateReason: r.stateReason,
    version: r.version,
    requester: { id: requester.id, name: requester.name, role: requester.role },
    createdAt: r.createdAt.toISOString(),
    plan: null,
  };
}

function totalsOf(books: Books, today: Day): AccountTotals {
  const snapshot = books.snapshot();
  const { total, worstFailure } = books.account();
  const names = namesOf(snapshot);
  return {
    datacenterId: snapshot.id,
    version: snapshot.version,
    asOf: momentOf(today, 0).toISOString(),
    total,
    worstFailure: worstFailure && {
      device: names.device(worstFailure.deviceId),
      failed: names.device(worstFailure.failedTopId),
      loadW: worstFailure.loadW,
      limitW: worstFailure.limitW,
    },
  };
}

/** Plans requests of one region over its datacenters as they stand. Nothing is entered in the books. */
export async function plan(
  requests: readonly SeedRequest[],
  books: readonly Books[],
  months: readonly string[],
  today: Day,
): Promise<Made> {
  const records = requests.map(recordOf);
  const floors = books.map((b) => openFloor(b.snapshot()));
  const datacenterIds = floors.map((f) => f.snapshot.id);
  const placed = await placeRequests(
    floors,
    records.map((r): PlannedAsk => ({ ...r, datacenterIds })),
    {
      policy: "place-all",
      seed: PLAN_SEED,
      steps: PLAN_STEPS,
      history: [],
      totals: new Map(books.map((b) => [b.datacenter.id, totalsOf(b, today)])),
      solve,
      signal: new AbortController().signal,
      onProgress: () => {},
    },
  );
  const { actions, counted } = actionsOf(floors, records, placed, isoOf(today));
  const outcomes = placed.requests.map((r) => ({ ...r, racks: records.find((q) => q.id === r.requestId)!.racks }));
  const used = new Set(actions.map((a) => a.datacenterId));
  const touched = floors.filter((f) => used.has(f.snapshot.id));
  const summary = await summarise({ facts: trendOnly(books, months, today) }, touched, counted, outcomes);
  return {
    actions,
    counted,
    requests: placed.requests,
    summary,
    touched: books.filter((b) => used.has(b.datacenter.id)),
  };
}

/** Summaries ask for the trend of a region or a datacenter, as a whole and by family, and for nothing else. */
function trendOnly(books: readonly Books[], months: readonly string[], today: Day): FactsRepository {
  const notAsked = () => Promise.reject(new Error("not there while a scenario is made"));
  const within = ({ datacenterId }: FactScope) =>
    datacenterId === undefined ? books : books.filter((b) => b.datacenter.id === datacenterId);
  return {
    series: ({ familyCode, resources, ...scope }) =>
      Promise.resolve(
        trendFacts(within(scope), months, today, familyCode).filter((m) => resources.includes(m.resource)),
      ),
    store: notAsked,
    stored: notAsked,
    latestMonth: () => Promise.resolve(months.at(-1) ?? null),
    seriesByMember: notAsked,
    families: (month, resources, scope) => {
      const codes = new Set(within(scope).flatMap((b) => b.lots.map((lot) => lot.type.familyCode)));
      const of = (code: string) =>
        trendFacts(within(scope), months, today, code).filter(
          (m) => m.month === month && resources.includes(m.resource),
        );
      return Promise.resolve(new Map([...codes].sort().map((code) => [code, of(code)])));
    },
  };
}

/** The numbers an approver is shown, once the plan's positions are in the books. */
export const seenNumbers = (books: readonly Books[], counted: readonly PlanActionRecord[]): SeenNumbers =>
  numbersOf(
    books.map((b) => openFloor(b.snapshot())),
    counted,
    new Set(),
  );
