import type { ReplayDecision, ReplaySummary } from "@headroom/contracts/replay";
import type { ColumnDecision } from "@headroom/contracts/scenario";
import { sumAccounts } from "@headroom/core/capacity/sum";
import { dayOf } from "../days";
import { reachOf } from "../placement-key/reach";
import { underRules } from "../plan/place/rules";
import { plain, worse } from "../plan/summary";
import type { Ports } from "../ports";
import type { AccountTotals } from "../ports/capacity";
import type { RealPlacement, ReplayRecord } from "../ports/replays";
import type { PastDemand } from "../ports/requests";
import { solveWorld, versionsOf, type WorldTools } from "../scenario/make";
import { unhurt, type World, type WorldAsk } from "../scenario/world";
import { NoResult } from "../study/run";
import { withoutActions } from "./without";

/** Past requests that the planner guesses later ones from: none of them made after the first replayed one. */
const HISTORY = 300;

export interface SolvedReplay {
  readonly summary: ReplaySummary;
  readonly decisions: readonly ReplayDecision[];
  readonly snapshot: readonly { readonly datacenter: string; readonly version: number }[];
}

interface Past {
  readonly world: World;
  readonly real: readonly RealPlacement[];
  readonly totals: ReadonlyMap<number, AccountTotals>;
  readonly history: readonly PastDemand[];
  readonly racksTakenOff: number;
}

/**
 * Places the requests of the past again. The floor of then is not kept anywhere, so it is approximated: today's, without what plans hold or have
 * committed for these very requests. What stands as a rack stays, whenever it came. Reads, and writes nothing.
 */
export async function solveReplay(ports: Ports, replay: ReplayRecord, tools: WorldTools): Promise<SolvedReplay> {
  await tools.board.phase("loading", 1, "reading requests and datacenters");
  const past = await readPast(ports, replay);
  const { world, real, totals, history } = past;
  const { seed, steps } = replay;
  const solved = await solveWorld(ports, world, { seed, steps, history, totals }, tools);
  const decisions = decisionsOf(world.asks, solved.decisions, real);
  await tools.board.phase("saving", 1, "saving");
  const accounts = world.datacenters.flatMap((d) => totals.get(d.id) ?? []);
  const realRacks = decisions.reduce((sum, d) => sum + d.real.racksPlaced, 0);
  const powerOf = new Map(world.asks.map((ask) => [ask.id, ask.powerW]));
  const codeOf = new Map(world.datacenters.map((d) => [d.id, d.code]));
  const missed = (placed: (d: ReplayDecision) => number) =>
    decisions.find((d) => placed(d) < d.racks)?.requestId ?? null;
  return {
    decisions,
    snapshot: versionsOf(world.datacenters),
    summary: {
      column: solved.summary,
      real: {
        requestsPlaced: decisions.filter((d) => d.real.racksPlaced > 0).length,
        racksPlaced: realRacks,
        powerW: decisions.reduce((sum, d) => sum + d.real.racksPlaced * (powerOf.get(d.requestId) ?? 0), 0),
        after: plain(sumAccounts(accounts.map((a) => a.total))),
        worstFailure: accounts
          .map((a) => a.worstFailure && { ...a.worstFailure, datacenter: codeOf.get(a.datacenterId) ?? "" })
          .reduce(worse, null),
      },
      racksTakenOff: past.racksTakenOff,
      racksLeftStanding: Math.max(0, realRacks - past.racksTakenOff),
      firstMiss: { replay: missed((d) => d.racksPlaced), real: missed((d) => d.real.racksPlaced) },
    },
  };
}

async function readPast(ports: Ports, { regionId, from, to, policy, order }: ReplayRecord): Promise<Past> {
  const today = dayOf(ports.clock.now());
  return ports.work.read(async (repositories) => {
    const { replays, requests: all, fleet, capacity } = repositories;
    const ids = await replays.requestsMade({ regionId, from, to });
    if (ids.length === 0) throw new NoResult("Nobody asked for anything in that time.");
    const requests = await all.many(ids);
    const regionIds = [...new Set(requests.map((r) => r.regionId))];
    const candidates = await all.candidates(regionIds);
    const rules = await repositories.overrides.rules();
    const real = await replays.realPlacements(ids);
    const actions = new Set(real.map((placement) => placement.planActionId));
    // what is taken off the floor draws nobody near any more
    const reach = await reachOf(repositories, candidates, requests, today, { without: [...actions] });
    const asks = requests.map((r): WorldAsk => {
      const { near, apart } = reach(r);
      return { ...r, datacenterIds: near.map((d) => d.id), ...(apart ? { apart } : {}) };
    });
    const scope = [...new Set(asks.flatMap((ask) => ask.datacenterIds))];
    const stripped = (await fleet.loadDatacenters(scope, today)).map((snapshot) => withoutActions(snapshot, actions));
    const totals = await capacity.totals(scope);
    const datacenters = stripped.map((s) => s.snapshot);
    return {
      world: {
        datacenters,
        asks: underRules(asks, requests, datacenters, rules),
        policy,
        order,
        pins: [],
        hurt: unhurt,
      },
      real,
      totals: new Map(totals.map((t) => [t.datacenterId, t])),
      history: await replays.demandBefore(regionIds, from, HISTORY),
      racksTakenOff: stripped.reduce((sum, s) => sum + s.racks, 0),
    };
  });
}

/** As the requests came; each beside what became of it. */
function decisionsOf(
  asks: readonly WorldAsk[],
  decided: readonly ColumnDecision[],
  real: readonly RealPlacement[],
): ReplayDecision[] {
  const byRequest = new Map(decided.map((d) => [d.requestId, d]));
  const came = [...asks].sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id - b.id));
  return came.map((ask) => {
    const mine = real.filter((placement) => placement.requestId === ask.id);
    return {
      ...byRequest.get(ask.id)!,
      title: ask.title,
      service: ask.service,
      rackType: ask.rackType,
      region: ask.region,
      madeOn: ask.createdAt.slice(0, 10),
      real: {
        state: ask.state,
        racksPlaced: mine.reduce((sum, placement) => sum + placement.racks, 0),
        places: mine.map(({ datacenter, room, row, rowId, racks }) => ({ datacenter, room, row, rowId, racks })),
        planId: mine[0]?.planId ?? null,
      },
    };
  });
}
