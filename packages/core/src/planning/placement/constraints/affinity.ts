import type { CompiledRule, RuleLedger } from "../../../capacity/rules";
import { domainsOfRow, kindOfScope } from "./domain-subject";
import type { KeyConstraint } from "./key-rules";

/**
 * Domains in which one more request may join the others: those that have all of them. Where reality has scattered them already, any
 * domain that has some. Null: nobody is anywhere yet.
 */
function homes(ledger: RuleLedger | null, rule: CompiledRule): number[] | null {
  const total = ledger?.lots(rule) ?? 0;
  if (!ledger || total === 0) return null;
  const some = rule.domains.ids.map((_, domain) => domain).filter((domain) => ledger.lotsIn(rule, domain) > 0);
  const all = some.filter((domain) => ledger.lotsIn(rule, domain) === total);
  return all.length > 0 ? all : some;
}

function joins(ledger: RuleLedger | null, rule: CompiledRule, row: number): boolean {
  const found = homes(ledger, rule);
  if (found === null) return true;
  return domainsOfRow(rule.domains, row).some((domain) => found.includes(domain));
}

/** Requests of one key all share a domain: the first one chooses, the others follow. */
export const affinity: KeyConstraint = {
  racksAllowed: (ledger, rule, row) => (joins(ledger, rule, row) ? Number.POSITIVE_INFINITY : 0),
  checks(ledger, rule, row, _, dc) {
    const left = joins(ledger, rule, row) ? 1 : 0;
    const elsewhere = (homes(ledger, rule) ?? []).map((domain) => rule.domains.ids[domain]!);
    const apart = left === 0 ? { elsewhere, elsewhereKind: kindOfScope[rule.domains.scope] } : {};
    const subject = { subjectKind: "row", subjectId: dc.model.rows[row]!.id } as const;
    return [{ limit: "affinity", ...subject, asked: 1, left, margin: left - 1, capacity: 1, key: rule.key, ...apart }];
  },
};
