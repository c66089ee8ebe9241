import { accountCompiled } from "@headroom/core/capacity/account";
import { medianRack } from "@headroom/core/capacity/reference";
import { sumAccounts } from "@headroom/core/capacity/sum";
import type { DatacenterAccount } from "@headroom/core/capacity/types";
import { planPlacement } from "@headroom/core/planning/placement/plan";
import { choosePositions } from "@headroom/core/planning/positions";
import { powerW } from "@headroom/core/topology/units";
import type { Books, Pledge } from "./books";
import type { Day } from "./calendar";
import { certificateOf } from "./explain";
import type { SeedRequest } from "./flow-rows";
import type { SeedDatacenter, SeedPosition } from "./topology";

export const PLAN_SEED = 1;
export const PLAN_STEPS = 200;

/** A request that the planner found a row for. The pledge is in the books until it is withdrawn. */
export interface Placed {
  readonly request: SeedRequest;
  readonly books: Books;
  readonly pledge: Pledge;
  readonly positions: ReadonlyMap<string, readonly SeedPosition[]>;
  readonly rowId: number;
  readonly certificate: unknown;
}

export type Tried = { readonly placed: Placed } | { readonly placed: null; readonly certificate: unknown };

/** Share of the top devices' capacity that is taken: the planner begins where most is free. */
function fullness({ floor, datacenter }: Books): number {
  const tops = datacenter.model.devices.filter((d) => d.parentId === null);
  const load = tops.reduce(
    (sum, d) => sum + powerW(floor.loads.normal[datacenter.compiled.deviceIndex.get(d.id)!]!),
    0,
  );
  return load / tops.reduce((sum, d) => sum + d.capacityW, 0);
}

/** Asks the planner for one row of any datacenter of the region; what it finds is entered in the books. */
export function place(request: SeedRequest, books: readonly Books[], kind: Pledge["kind"], since: Day): Tried {
  let certificate: unknown = null;
  for (const book of [...books].sort((a, b) => fullness(a) - fullness(b))) {
    const { datacenter, floor } = book;
    const { racks, type } = request;
    const result = planPlacement(
      {
        model: datacenter.model,
        placed: book.placedNow(),
        requests: [{ id: String(request.id), racks, powerW: type.powerW, coolingW: type.coolingW, reward: racks }],
        history: [],
        batchSize: 1,
        mode: "offline",
        policy: "place-all",
      },
      { seed: PLAN_SEED, steps: PLAN_STEPS },
    );
    if (!result.ok) throw new Error(result.error.map((f) => `${f.path} ${f.message}`).join("; "));
    const decision = result.value.decisions[0]!;
    const explained = certificateOf(decision, datacenter);
    if (decision.kind !== "placed") {
      certificate ??= explained;
      continue;
    }
    const positions = new Map(
      Object.entries(decision.racks).map(([group, n]) => [group, chosen(floor.freeOf(group), n)] as const),
    );
    const pledge: Pledge = { kind, type, racks: decision.racks, since };
    book.pledge(pledge, positions);
    return {
      placed: { request, books: book, pledge, positions, rowId: Number(decision.rowId), certificate: explained },
    };
  }
  return { placed: null, certificate };
}

function chosen(free: readonly SeedPosition[], count: number): SeedPosition[] {
  const found = choosePositions(free, count);
  if (!found) throw new Error(`the planner placed ${count} racks where ${free.length} positions are free`);
  return found.map(({ id }) => free.find((p) => p.id === id)!);
}

export function accountNow(books: Books): DatacenterAccount {
  const placed = books.placedNow();
  return accountCompiled(books.datacenter.compiled, placed, { reference: medianRack(placed) });
}

function worstOf(account: DatacenterAccount, { code, rooms }: SeedDatacenter) {
  const worst = account.worstFailure;
  if (worst === null) return null;
  const name = (id: string) => rooms.flatMap((r) => r.devices).find((d) => String(d.id) === id)!.code;
  return {
    device: name(worst.deviceId),
    failed: name(worst.failedTopId),
    datacenter: code,
    loadW: worst.loadW,
    limitW: worst.limitW,
  };
}

type Worst = ReturnType<typeof worstOf>;
const worstOfAll = (all: readonly Worst[]): Worst =>
  all.reduce((a, b) => (a === null || (b !== null && b.loadW / b.limitW > a.loadW / a.limitW) ? b : a), null);

/** What an approver is shown: the shape `planSummary` of packages/contracts. `before`: accounts without the plan, by datacenter id. */
export function summaryOf(
  requests: readonly SeedRequest[],
  placed: readonly Placed[],
  before: ReadonlyMap<number, DatacenterAccount>,
) {
  const touched = [...new Set(placed.map((p) => p.books))];
  const sum = (of: (p: Placed) => number, list: readonly Placed[] = placed) =>
    list.reduce((total, p) => total + of(p), 0);
  const impacts = touched.map((books) => {
    const { datacenter } = books;
    const own = placed.filter((p) => p.books === books);
    const [was, is] = [before.get(datacenter.id)!, accountNow(books)];
    return {
      datacenter: datacenter.code,
      region: own[0]!.request.region.spec.code,
      racks: sum((p) => p.request.racks, own),
      powerW: sum((p) => p.request.racks * p.request.type.powerW, own),
      before: was.total,
      after: is.total,
      worstFailureBefore: worstOf(was, datacenter),
      worstFailureAfter: worstOf(is, datacenter),
    };
  });
  return {
    requests: requests.length,
    requestsPlaced: placed.length,
    racksAsked: requests.reduce((total, r) => total + r.racks, 0),
    racksPlaced: sum((p) => p.request.racks),
    powerW: sum((p) => p.request.racks * p.request.type.powerW),
    coolingW: sum((p) => p.request.racks * p.request.type.coolingW),
    cost: sum((p) => p.request.racks * p.request.type.cost),
    before: sumAccounts(impacts.map((i) => i.before)),
    after: sumAccounts(impacts.map((i) => i.after)),
    worstFailureBefore: worstOfAll(impacts.map((i) => i.worstFailureBefore)),
    worstFailureAfter: worstOfAll(impacts.map((i) => i.worstFailureAfter)),
    impacts,
    exhaustionMonthsBefore: null,
    exhaustionMonthsAfter: null,
  };
}
