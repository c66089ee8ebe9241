import type { CompiledRule, RuleLedger } from "../../../capacity/rules";
import { domainSubject, domainsOfRow } from "./domain-subject";
import type { KeyConstraint } from "./key-rules";

const leftIn = (ledger: RuleLedger | null, rule: CompiledRule, domain: number): number =>
  rule.most - (ledger?.racksIn(rule, domain) ?? 0);

/** Zone spread: racks of one key, at most so many in one domain. */
export const spread: KeyConstraint = {
  racksAllowed: (ledger, rule, row) =>
    domainsOfRow(rule.domains, row).reduce(
      (most, domain) => Math.min(most, Math.max(0, leftIn(ledger, rule, domain))),
      Number.POSITIVE_INFINITY,
    ),
  checks: (ledger, rule, row, asked) =>
    Array.from(domainsOfRow(rule.domains, row), (domain) => {
      const left = leftIn(ledger, rule, domain);
      const subject = domainSubject(rule.domains, domain);
      return { limit: "spread", ...subject, asked, left, margin: left - asked, capacity: rule.most, key: rule.key };
    }),
};
