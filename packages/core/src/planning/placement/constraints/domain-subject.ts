import type { DomainScope } from "../../../topology/datacenter";
import type { Domains } from "../../../topology/domains";
import type { LimitSubject } from "./constraint";

const kindOf: Readonly<Record<DomainScope, LimitSubject["subjectKind"]>> = {
  row: "row",
  room: "room",
  topDevice: "device",
  faultDomain: "faultDomain",
};

export const domainSubject = (domains: Domains, domain: number): LimitSubject => ({
  subjectKind: kindOf[domains.scope],
  subjectId: domains.ids[domain]!,
});

/** The domain of the row in which `value` is largest; of equals the first; -1 where the row is in none. O(domains of the row). */
export function worstDomain({ start, items }: Domains, row: number, value: (domain: number) => number): number {
  let worst = -1;
  for (let i = start[row]!; i < start[row + 1]!; i++)
    if (worst < 0 || value(items[i]!) > value(worst)) worst = items[i]!;
  return worst;
}
