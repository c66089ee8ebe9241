import { type Loads, loadsOf } from "../../capacity/loads";
import { rulesOf } from "../../capacity/rules";
import type { CompiledDatacenter } from "../../topology/compiled";
import type { PlacedRacks } from "../../topology/datacenter";
import { type BrokenLimit, brokenLimitsOf, worsenedLimits } from "./broken";
import { domainSubject } from "./constraints/domain-subject";
import type { LimitCheck, RelaxationChange } from "./types";

/** What stands before a change and after it, in one building. Throws where racks contradict it (they come from a checked snapshot). */
export interface Change {
  readonly before: readonly PlacedRacks[];
  readonly after: readonly PlacedRacks[];
}

function summed(dc: CompiledDatacenter, placed: readonly PlacedRacks[]): Loads {
  const loads = loadsOf(dc, placed);
  if (!loads.ok) throw new Error(loads.error.map((fault) => `${fault.placedId}: ${fault.message}`).join("; "));
  return loads.value;
}

/**
 * Limits that a change of what stands breaks, or makes worse where they are broken already: how much it asks of each, and how much was left
 * (below zero: it was over before). What is over and becomes no worse hinders nobody. O(topology + placed).
 */
export function limitsMadeWorse(dc: CompiledDatacenter, { before, after }: Change): LimitCheck[] {
  const [was, is] = [summed(dc, before), summed(dc, after)];
  return worsenedLimits(brokenLimitsOf(was, before), brokenLimitsOf(is, after)).map((broken): LimitCheck => {
    const left = broken.capacity - loadAt(was, broken, before);
    const asked = broken.load - (broken.capacity - left);
    const { limit, subjectKind, subjectId, failedTopId, key, capacity } = broken;
    return {
      ...{ limit, subjectKind, subjectId, asked, left, margin: left - asked, capacity },
      ...(failedTopId === undefined ? {} : { failedTopId }),
      ...(key === undefined ? {} : { key }),
    };
  });
}

/** How much more of the limit would let the change pass. */
export function raiseFor(check: LimitCheck): RelaxationChange {
  const { limit, subjectKind, subjectId, failedTopId, key, margin } = check;
  return {
    ...{ limit, subjectKind, subjectId, amount: -margin },
    ...(failedTopId === undefined ? {} : { failedTopId }),
    ...(key === undefined ? {} : { key }),
  };
}

/** What is on the thing whose limit it is, in the limit's unit. */
function loadAt(loads: Loads, at: BrokenLimit, placed: readonly PlacedRacks[]): number {
  const { dc } = loads;
  const id = at.subjectId;
  switch (at.limit) {
    case "positions":
      return loads.used[dc.groupIndex.get(id)!]!;
    case "cooling":
      return loads.coolingW(dc.zoneIndex.get(id)!);
    case "power":
      return loads.loadW(dc.deviceIndex.get(id)!);
    case "failover":
      return loads.loadAfterFailureW(dc.deviceIndex.get(id)!, dc.deviceIndex.get(at.failedTopId!)!);
    case "roomWeight":
      return loads.weightKg(dc.model.rooms.findIndex((room) => room.id === id));
    case "ports":
      return loads.ports[[...dc.model.rows, ...(dc.model.networkZones ?? [])].findIndex((one) => one.id === id)]!;
    case "positionWeight":
      // each position carries its own rack: nothing that stood takes part in what another one carries
      return 0;
    default:
      return racksOfKey(loads, at, placed);
  }
}

/** Racks (spread) or requests of a key in a domain; of an affinity, requests apart from where most of them are. */
function racksOfKey({ dc, rules: ledger }: Loads, at: BrokenLimit, placed: readonly PlacedRacks[]): number {
  const rule = placed
    .flatMap((lot) => rulesOf(dc, lot) ?? [])
    .find((one) => one.kind === at.limit && one.key === at.key);
  if (!rule || !ledger) return 0;
  const domains = rule.domains.ids.map((_, domain) => domain);
  if (rule.kind === "affinity")
    return ledger.lots(rule) - Math.max(...domains.map((domain) => ledger.lotsIn(rule, domain)));
  const domain = domains.find((one) => {
    const { subjectKind, subjectId } = domainSubject(rule.domains, one);
    return subjectKind === at.subjectKind && subjectId === at.subjectId;
  })!;
  return rule.kind === "spread" ? ledger.racksIn(rule, domain) : ledger.lotsIn(rule, domain);
}
