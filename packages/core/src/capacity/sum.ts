import { type resources, strandedCauses, unitsOf } from "./ledger";
import type { Resource, ResourceAccount, ResourceAccounts, StrandedCause } from "./types";

const fields = ["supply", "installed", "committed", "held", "reserved", "free", "stranded"] as const;

function sumResource(resource: Resource, parts: readonly ResourceAccount[]): ResourceAccount {
  const per = unitsOf[resource];
  // in whole units, as the parts themselves were added up: the sum has no rounding of its own
  const sum = (value: (a: ResourceAccount) => number) =>
    parts.reduce((s, a) => s + Math.round(value(a) * per), 0) / per;
  const totals = Object.fromEntries(fields.map((f) => [f, sum((a) => a[f])])) as Record<
    (typeof fields)[number],
    number
  >;
  const strandedBy: Partial<Record<StrandedCause, number>> = {};
  for (const cause of strandedCauses) {
    const part = sum((a) => a.strandedBy[cause] ?? 0);
    if (part > 0) strandedBy[cause] = part;
  }
  return { resource, ...totals, strandedBy };
}

/** The account of a zone, a region or the fleet: the exact sum of its datacenters' totals. Of none: all 0. */
export function sumAccounts(parts: readonly ResourceAccounts[]): ResourceAccounts {
  const of = (resource: Resource) =>
    sumResource(
      resource,
      parts.map((p) => p[resource]),
    );
  return { space: of("space"), power: of("power"), failover: of("failover"), cooling: of("cooling") } satisfies Record<
    (typeof resources)[number],
    ResourceAccount
  >;
}

/** What is spoken for, by anybody. */
export const usedOf = (a: ResourceAccount): number => a.installed + a.committed + a.held + a.reserved;
