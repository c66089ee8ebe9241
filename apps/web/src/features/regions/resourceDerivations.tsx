"use client";
import type { DatacenterSummary, RegionSummary } from "@headroom/contracts/fleet";
import type { ResourceRow } from "@headroom/ui/region/ResourceTable";
import { AccountDerivation } from "../capacity/AccountDerivation";
import { resourceRows } from "./regionRows";

type Resource = keyof RegionSummary["accounts"];

/** The resources of a region, each figure opening what it is made of, datacenter by datacenter where those are known. */
export const derivedResourceRows = (
  region: Pick<RegionSummary, "code" | "accounts" | "exhaustionBy" | "exhaustion">,
  datacenters: readonly DatacenterSummary[],
): ResourceRow[] =>
  resourceRows(region).map((row) => {
    const resource = row.id as Resource;
    return {
      ...row,
      derive: (part, number) => (
        <AccountDerivation
          title={`${row.resource}, ${region.code}`}
          part={part}
          account={region.accounts[resource]}
          members={datacenters.map((one) => ({
            label: one.code,
            href: `/floors/${encodeURIComponent(one.code)}`,
            account: one.accounts[resource],
          }))}
          asOf={region.exhaustion.asOf}
        >
          {number}
        </AccountDerivation>
      ),
    };
  });
