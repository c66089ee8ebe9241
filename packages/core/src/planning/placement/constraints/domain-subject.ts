import type { DomainScope } from "../../../topology/datacenter";
import type { Domains } from "../../../topology/domains";
import type { LimitSubject } from "./constraint";

export const kindOfScope: Readonly<Record<DomainScope, LimitSubject["subjectKind"]>> = {
  row: "row",
  room: "room",
  topDevice: "device",
  faultDomain: "faultDomain",
};

export const domainSubject = (domains: Domains, domain: number): LimitSubject => ({
  subjectKind: kindOfScope[domains.scope],
  subjectId: domains.ids[domain]!,
});

/** Index of every domain of a row. */
export const domainsOfRow = ({ start, items }: Domains, row: number): Int32Array =>
  items.subarray(start[row]!, start[row + 1]!);
