import type { CompiledRule, RuleLedger } from "../../../capacity/rules";
import { domainSubject, worstDomain } from "./domain-subject";
import type { KeyConstraint } from "./key-rules";

/** The fullest domain of the row and the racks of the key in it. */
function fullest(ledger: RuleLedger | null, rule: CompiledRule, row: number) {
  const domain = worstDomain(rule.domains, row, (d) => ledger?.racksIn(rule, d) ?? 0);
  return { domain, racks: domain < 0 ? 0 : (ledger?.racksIn(rule, domain) ?? 0) };
}

/** Zone spread: racks of one key, at most so many in one domain. */
export const spread: KeyConstraint = {
  racksAllowed: (ledger, rule, row) => Math.max(0, rule.most - fullest(ledger, rule, row).racks),
  check(ledger, rule, row, asked, dc) {
    const { domain, racks } = fullest(ledger, rule, row);
    const subject =
      domain < 0
        ? ({ subjectKind: "row", subjectId: dc.model.rows[row]!.id } as const)
        : domainSubject(rule.domains, domain);
    const left = rule.most - racks;
    return { limit: "spread", ...subject, asked, left, margin: left - asked, capacity: rule.most, key: rule.key };
  },
};
