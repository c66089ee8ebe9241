import { domainSubject, domainsOfRow } from "./domain-subject";
import type { KeyConstraint } from "./key-rules";

/** Requests of one key never share a domain: one request a domain. Counted in requests (lots of racks), not in racks. */
export const antiAffinity: KeyConstraint = {
  racksAllowed: (ledger, rule, row) =>
    domainsOfRow(rule.domains, row).some((domain) => (ledger?.lotsIn(rule, domain) ?? 0) > 0)
      ? 0
      : Number.POSITIVE_INFINITY,
  checks: (ledger, rule, row) =>
    Array.from(domainsOfRow(rule.domains, row), (domain) => {
      const left = 1 - (ledger?.lotsIn(rule, domain) ?? 0);
      const subject = domainSubject(rule.domains, domain);
      return { limit: "antiAffinity", ...subject, asked: 1, left, margin: left - 1, capacity: 1, key: rule.key };
    }),
};
