import { type LimitViolation, type Loads, loadsOf } from "../../capacity/loads";
import { type CompiledRule, rulesOf } from "../../capacity/rules";
import type { CompiledDatacenter } from "../../topology/compiled";
import type { PlacedRacks } from "../../topology/datacenter";
import { domainSubject } from "./constraints/domain-subject";
import type { LimitCheck, PlacementLimit } from "./types";

/** A limit that what stands breaks already. In the limit's own unit (types.ts, LimitCheck). */
export interface BrokenLimit {
  readonly limit: PlacementLimit;
  readonly subjectKind: LimitCheck["subjectKind"];
  readonly subjectId: string;
  /** With "failover". */
  readonly failedTopId?: string;
  /** With a rule among racks of one key. */
  readonly key?: string;
  readonly load: number;
  readonly capacity: number;
  /** load - capacity. */
  readonly over: number;
}

function subjectKindOf(dc: CompiledDatacenter, { limit, id }: LimitViolation): LimitCheck["subjectKind"] {
  if (limit === "positions") return "group";
  if (limit === "cooling") return "coolingZone";
  if (limit === "roomWeight") return "room";
  if (limit === "ports") return dc.rowIndex.has(id) ? "row" : "networkZone";
  return "device";
}

/** Racks on positions that do not carry them, by group: the heaviest counts. */
function tooHeavy(dc: CompiledDatacenter, placed: readonly PlacedRacks[]): BrokenLimit[] {
  const heaviest = new Map<string, number>();
  for (const lot of placed)
    for (const id of Object.keys(lot.racks)) heaviest.set(id, Math.max(heaviest.get(id) ?? 0, lot.weightKg ?? 0));
  return dc.model.groups.flatMap((group): BrokenLimit[] => {
    const capacity = group.positionWeightLimitKg ?? Number.POSITIVE_INFINITY;
    const load = heaviest.get(group.id) ?? 0;
    if (load <= capacity) return [];
    return [
      { limit: "positionWeight", subjectKind: "group", subjectId: group.id, load, capacity, over: load - capacity },
    ];
  });
}

function brokenRule({ rules: ledger }: Loads, rule: CompiledRule): BrokenLimit[] {
  if (!ledger) return [];
  const domains = rule.domains.ids.map((_, domain) => domain);
  const broken = (domain: number, load: number, capacity: number): BrokenLimit => {
    const over = load - capacity;
    return { limit: rule.kind, ...domainSubject(rule.domains, domain), key: rule.key, load, capacity, over };
  };
  if (rule.kind === "affinity") {
    const home = domains.reduce((a, b) => (ledger.lotsIn(rule, b) > ledger.lotsIn(rule, a) ? b : a), 0);
    const apart = ledger.lots(rule) - ledger.lotsIn(rule, home);
    return apart > 0 ? [broken(home, apart, 0)] : [];
  }
  const loadIn = (domain: number) =>
    rule.kind === "spread" ? ledger.racksIn(rule, domain) : ledger.lotsIn(rule, domain);
  const most = rule.kind === "spread" ? rule.most : 1;
  return domains.filter((domain) => loadIn(domain) > most).map((domain) => broken(domain, loadIn(domain), most));
}

/**
 * Every limit that is broken, with by how much: the limits of sums first, then positions with too heavy racks, then rules among racks
 * of one key. For an affinity that is torn: how many requests stand apart from where most are. O(topology + placed).
 */
export function brokenLimitsOf(loads: Loads, placed: readonly PlacedRacks[]): BrokenLimit[] {
  const { dc } = loads;
  const sums = loads.violations().map((violation): BrokenLimit => {
    const { limit, id: subjectId, failedTopId, load, capacity } = violation;
    const failure = failedTopId === undefined ? {} : { failedTopId };
    const subjectKind = subjectKindOf(dc, violation);
    return { limit, subjectKind, subjectId, ...failure, load, capacity, over: load - capacity };
  });
  const rules = new Map(placed.flatMap((lot) => rulesOf(dc, lot) ?? []).map((rule) => [rule.id, rule]));
  return [...sums, ...tooHeavy(dc, placed), ...[...rules.values()].flatMap((rule) => brokenRule(loads, rule))];
}

/** The same for racks alone. Throws where they contradict the topology (they come from a checked snapshot). */
export function brokenLimits(dc: CompiledDatacenter, placed: readonly PlacedRacks[]): BrokenLimit[] {
  const loads = loadsOf(dc, placed);
  if (!loads.ok) throw new Error(loads.error.map((fault) => `${fault.placedId}: ${fault.message}`).join("; "));
  return brokenLimitsOf(loads.value, placed);
}

/** What a broken limit is: which limit of what, and for which failure or key. A torn affinity is one, wherever its home is. */
const nameOf = ({ limit, subjectKind, subjectId, failedTopId, key }: BrokenLimit): string =>
  limit === "affinity" ? `affinity ${key}` : JSON.stringify([limit, subjectKind, subjectId, failedTopId, key]);

/** Limits that are broken after a change and were not before, or were by less: what the change does wrong. Watts may round. */
export function worsenedLimits(before: readonly BrokenLimit[], after: readonly BrokenLimit[]): BrokenLimit[] {
  const was = new Map(before.map((broken) => [nameOf(broken), broken.over]));
  return after.filter((broken) => broken.over > (was.get(nameOf(broken)) ?? 0) + ROUNDING);
}

/** Limits that were broken before a change and are over by less after it, with what is left. */
export function easedLimits(
  before: readonly BrokenLimit[],
  after: readonly BrokenLimit[],
): { readonly limit: BrokenLimit; readonly left: number }[] {
  const is = new Map(after.map((broken) => [nameOf(broken), broken.over]));
  return before
    .map((limit) => ({ limit, left: is.get(nameOf(limit)) ?? 0 }))
    .filter(({ limit, left }) => left < limit.over - ROUNDING);
}

/** By how much the limit is over in another list; 0: it is kept there. */
export const overIn = (limit: BrokenLimit, list: readonly BrokenLimit[]): number =>
  list.find((other) => nameOf(other) === nameOf(limit))?.over ?? 0;

/** Watts of sums in other orders differ by less. */
const ROUNDING = 1e-6;
