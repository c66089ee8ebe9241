import type { CompiledRule, RuleLedger } from "../../../capacity/rules";
import { domainSubject, worstDomain } from "./domain-subject";
import type { KeyConstraint } from "./key-rules";

/** The domain of the row that has most requests of the key, and how many. */
function busiest(ledger: RuleLedger | null, rule: CompiledRule, row: number) {
  const domain = worstDomain(rule.domains, row, (d) => ledger?.lotsIn(rule, d) ?? 0);
  return { domain, lots: domain < 0 ? 0 : (ledger?.lotsIn(rule, domain) ?? 0) };
}

/** Requests of one key never share a domain: one request a domain. Counted in requests (lots of racks), not in racks. */
export const antiAffinity: KeyConstraint = {
  racksAllowed: (ledger, rule, row) => (busiest(ledger, rule, row).lots > 0 ? 0 : Number.POSITIVE_INFINITY),
  check(ledger, rule, row, _, dc) {
    const { domain, lots } = busiest(ledger, rule, row);
    const subject =
      domain < 0
        ? ({ subjectKind: "row", subjectId: dc.model.rows[row]!.id } as const)
        : domainSubject(rule.domains, domain);
    return { limit: "antiAffinity", ...subject, asked: 1, left: 1 - lots, margin: -lots, capacity: 1, key: rule.key };
  },
};
