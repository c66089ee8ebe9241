import type { CompiledDatacenter } from "../topology/compiled";
import type { KeyRules } from "../topology/datacenter";
import { type Domains, domainsOf } from "../topology/domains";

export type RuleKind = "spread" | "antiAffinity" | "affinity";
export const RULE_KINDS: readonly RuleKind[] = ["spread", "antiAffinity", "affinity"];

/** A rule among racks of one key (topology/datacenter.ts, KeyRules), ready to be asked of a row. */
export interface CompiledRule {
  /** Kind, scope and key: racks with the same one are counted together. */
  readonly id: string;
  readonly kind: RuleKind;
  readonly key: string;
  readonly domains: Domains;
  /** Racks per domain at most (spread only). */
  readonly most: number;
}

/** The rules of a request or of placed racks; undefined: none. */
export function rulesOf(dc: CompiledDatacenter, of: KeyRules): readonly CompiledRule[] | undefined {
  if (!of.spread && !of.antiAffinity && !of.affinity) return undefined;
  return RULE_KINDS.flatMap((kind): CompiledRule[] => {
    const rule = of[kind];
    if (!rule) return [];
    const most = kind === "spread" ? of.spread!.maxRacksPerDomain : Number.POSITIVE_INFINITY;
    const id = `${kind}/${rule.scope}/${rule.key}`;
    return [{ id, kind, key: rule.key, domains: domainsOf(dc, rule.scope), most }];
  });
}

/** What stands in the domains of one rule. */
interface Counts {
  readonly racks: Int32Array;
  /** Lots: a request in one row is one. */
  readonly lots: Int32Array;
  total: number;
}

/**
 * Who stands where, for rules among racks of one key: unlike every other limit these depend on the row and on who is there already, not
 * on how the racks are split over the row's groups. Kept by loads and by the search's floor alike; exact, so adding and taking out in
 * any order ends in the same counts. Everything is O(domains of the row).
 */
export class RuleLedger {
  private readonly counts = new Map<string, Counts>();

  /** Puts a lot of so many racks into a row; sign -1 takes it out. */
  add(rules: readonly CompiledRule[], row: number, racks: number, sign: 1 | -1): void {
    for (const rule of rules) {
      let counts = this.counts.get(rule.id);
      if (!counts) {
        const size = rule.domains.ids.length;
        counts = { racks: new Int32Array(size), lots: new Int32Array(size), total: 0 };
        this.counts.set(rule.id, counts);
      }
      const { start, items } = rule.domains;
      for (let i = start[row]!; i < start[row + 1]!; i++) {
        counts.racks[items[i]!]! += sign * racks;
        counts.lots[items[i]!]! += sign;
      }
      counts.total += sign;
    }
  }

  racksIn(rule: CompiledRule, domain: number): number {
    return this.counts.get(rule.id)?.racks[domain] ?? 0;
  }

  lotsIn(rule: CompiledRule, domain: number): number {
    return this.counts.get(rule.id)?.lots[domain] ?? 0;
  }

  lots(rule: CompiledRule): number {
    return this.counts.get(rule.id)?.total ?? 0;
  }

  copyFrom(other: RuleLedger): void {
    for (const id of this.counts.keys()) if (!other.counts.has(id)) this.counts.delete(id);
    for (const [id, { racks, lots, total }] of other.counts) {
      const own = this.counts.get(id);
      if (own) {
        own.racks.set(racks);
        own.lots.set(lots);
        own.total = total;
      } else this.counts.set(id, { racks: racks.slice(), lots: lots.slice(), total });
    }
  }

  clone(): RuleLedger {
    const copy = new RuleLedger();
    copy.copyFrom(this);
    return copy;
  }
}
