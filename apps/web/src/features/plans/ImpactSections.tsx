"use client";
import type { DatacenterImpact } from "@headroom/contracts/plan";
import { formatCount } from "@headroom/ui/format/numbers";
import { ImpactTable } from "@headroom/ui/plan/ImpactTable";
import { Button } from "@headroom/ui/primitives/Button";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { useState } from "react";
import { Binds, Stranded } from "./ImpactWords";
import { impactRows } from "./impactRows";
import { worstWords } from "./worst";

/** Datacenters shown before the others are folded away. */
const UNFOLDED = 2;

/** Before and after of every datacenter a plan touches, the ones with most racks first. */
export function ImpactSections({
  impacts,
  title,
}: {
  impacts: readonly DatacenterImpact[];
  /** "Impact on NRD-2". */
  title: (datacenter: string) => string;
}) {
  const [all, setAll] = useState(false);
  const ranked = [...impacts].sort((a, b) => b.racks - a.racks);
  const folded = ranked.slice(UNFOLDED);
  return (
    <>
      {(all ? ranked : ranked.slice(0, UNFOLDED)).map((impact) => (
        <Section
          key={impact.datacenter}
          id={`impact-${impact.datacenter}`}
          title={title(impact.datacenter)}
          note={`${formatCount(impact.racks, "rack")}; worst single failure ${worstWords(impact.worstFailureBefore, impact.worstFailureAfter)}`}
        >
          <ImpactTable label={title(impact.datacenter)} rows={impactRows(impact)} />
          <Binds impact={impact} />
          <Stranded impact={impact} />
        </Section>
      ))}
      {folded.length > 0 ? (
        <p className="pad">
          <Button size="small" icon={all ? "chevronUp" : "chevronDown"} onPress={() => setAll(!all)}>
            {all
              ? "Fold them"
              : `${formatCount(folded.length, "more datacenter")}: ${folded.map((one) => one.datacenter).join(", ")}`}
          </Button>
        </p>
      ) : null}
    </>
  );
}
