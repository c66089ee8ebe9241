import type { DemandInput, Feasibility } from "@headroom/contracts/request";
import { type Actor, authorize } from "../actor";
import { dayOf } from "../days";
import { type Ask, allowedDatacenters, explainIn, type Prefit, prefitOf, rankPrefits } from "../placement/ask";
import { cachedFloors } from "../placement/floors";
import { rowsLeft } from "../placement/rules";
import { homesOf, nearOthers } from "../placement-key/homes";
import { mustAgree, rulesOf } from "../placement-key/rules";
import type { Ports } from "../ports";
import type { AccountTotals } from "../ports/capacity";
import type { CandidateDatacenter } from "../ports/requests";
import { resolve } from "./fields";

/** Datacenters of other zones and regions that are really tried, the freest first: the answer is wanted while somebody types. */
const TRIED_ELSEWHERE = 4;
/** Datacenters whose certificate is worked out; the others say only how much fits. */
const EXPLAINED = 4;

/**
 * Would it fit now, where best, and if not, why and what instead. Every alternative was tried, none is a guess. Answers from floors
 * kept in memory while their datacenters do not change. Needs request.read. Errors: INVALID_INPUT, KEY_CONTRADICTS.
 */
export async function checkFeasibility(ports: Ports, actor: Actor, input: DemandInput): Promise<Feasibility> {
  authorize(actor, "request.read");
  return ports.work.read(async (repositories) => {
    const { type, racks, places } = await resolve(repositories, input);
    const ask: Ask = {
      racks,
      powerW: type.powerW,
      coolingW: type.coolingW,
      weightKg: type.weightKg,
      ports: type.ports,
      requiredTags: input.requiredTags,
      splitRule: input.splitRule,
      rules: rulesOf(input.rules),
    };
    await mustAgree(repositories, rulesOf(input.rules));
    const today = dayOf(ports.clock.now());
    const everywhere = await repositories.requests.candidates();
    const homes = await homesOf(repositories, [ask], today);
    const { near: allowed, apart } = nearOthers(allowedDatacenters(everywhere, places), ask.rules, homes);
    const totals = new Map((await repositories.capacity.totals()).map((t) => [t.datacenterId, t]));
    const look = async (datacenters: readonly CandidateDatacenter[]) => {
      const floors = await cachedFloors(ports.work, repositories, datacenters, today);
      return new Map(floors.map((floor) => [floor.snapshot.id, floor]));
    };
    const floors = await look(allowed);
    const here = [...floors.values()];
    const rules = await repositories.overrides.rules();
    const ruled: Ask = {
      ...ask,
      ...rowsLeft(
        type.family,
        here.map((f) => f.snapshot),
        rules,
      ),
    };
    const prefits = rankPrefits(here.map((f) => prefitOf(f, totals.get(f.snapshot.id), ruled)));
    const fits = prefits.some((p) => p.fits);
    const others = nearOthers(everywhere, ask.rules, homes).near;
    const elsewhere = fits ? [] : await tryElsewhere(others, allowed, totals, ask, look, input.region);
    return {
      racks,
      powerW: racks * type.powerW,
      coolingW: racks * type.coolingW,
      fits,
      datacenters: prefits.map(({ id, code, zone, freePositions, freePowerW, ...fit }, i) => ({
        code,
        zone,
        fits: fit.fits,
        rowsThatFit: fit.rowsThatFit,
        lots: fit.lots,
        racksThatFit: fit.racksThatFit,
        freePositions,
        freePowerW,
        why: i < EXPLAINED ? explainIn(floors.get(id)!, ruled) : null,
      })),
      alternatives: fits ? [] : [...instead(prefits, racks), ...elsewhere],
      apart,
    };
  });
}

type Alternative = Feasibility["alternatives"][number];

/** Fewer racks as the request may be placed, or all of them in several rows, in the datacenters that were asked for. */
function instead(prefits: readonly Prefit[], racks: number): Alternative[] {
  const split = prefits.find((p) => p.racksThatFit === racks);
  const fewer = (p: Prefit) => (p.splits ? p.racksThatFit : p.largestLot);
  const most = prefits.reduce<Prefit | null>((a, b) => (fewer(b) > (a ? fewer(a) : 0) ? b : a), null);
  return [
    ...(split ? [{ kind: "split" as const, racks, where: split.code }] : []),
    ...(most ? [{ kind: "fewer" as const, racks: fewer(most), where: most.code }] : []),
  ];
}

/** Other zones of the region, then other regions, that take the whole request: the freest are tried. */
async function tryElsewhere(
  everywhere: readonly CandidateDatacenter[],
  allowed: readonly CandidateDatacenter[],
  totals: ReadonlyMap<number, AccountTotals>,
  ask: Ask,
  look: (d: readonly CandidateDatacenter[]) => Promise<ReadonlyMap<number, Parameters<typeof prefitOf>[0]>>,
  region: string,
): Promise<Alternative[]> {
  const room = (d: CandidateDatacenter) => {
    const total = totals.get(d.id)?.total;
    return total ? Math.min(total.space.free - total.space.stranded, total.power.free / Math.max(1, ask.powerW)) : 0;
  };
  const others = everywhere
    .filter((d) => !allowed.some((a) => a.id === d.id) && ask.requiredTags.every((tag) => d.tags.includes(tag)))
    .filter((d) => room(d) >= ask.racks)
    .sort((a, b) => Number(b.region === region) - Number(a.region === region) || room(b) - room(a) || a.id - b.id)
    .slice(0, TRIED_ELSEWHERE);
  const floors = await look(others);
  return others.flatMap((d): Alternative[] => {
    const floor = floors.get(d.id);
    if (!floor || !prefitOf(floor, totals.get(d.id), ask).fits) return [];
    return [{ kind: d.region === region ? "other_zone" : "other_region", racks: ask.racks, where: d.code }];
  });
}
