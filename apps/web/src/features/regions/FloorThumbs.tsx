"use client";
import type { DatacenterSummary } from "@headroom/contracts/fleet";
import { FloorMini } from "@headroom/ui/floor/FloorMini";
import { formatNumber } from "@headroom/ui/format/numbers";
import { LegendSwatch } from "@headroom/ui/primitives/LimitBar";
import { Link } from "@headroom/ui/primitives/Link";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { Skeleton } from "@headroom/ui/primitives/Skeleton";
import { Muted } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { type When, whenInput, whenSearch } from "../when/whenQuery";

interface FloorThumbsProps {
  region: string;
  datacenters: readonly DatacenterSummary[];
  when: When;
}

/** Every floor of a region, small, at the moment shown; each leads to the floor. Read when it comes into view. */
export function FloorThumbs({ region, datacenters, when }: FloorThumbsProps) {
  if (datacenters.length === 0) return null;
  return (
    <Section id="floors" title="Floors" note="a floor each; rows from above">
      <ul className="hr-minis" aria-label={`Floors of ${region}`}>
        {datacenters.map((datacenter) => (
          <li key={datacenter.code}>
            <Thumb datacenter={datacenter} when={when} />
          </li>
        ))}
      </ul>
      <div className="hr-legend">
        <LegendSwatch kind="used">racks</LegendSwatch>
        <LegendSwatch kind="free">free</LegendSwatch>
        <LegendSwatch kind="planned">to come</LegendSwatch>
        <LegendSwatch kind="held">reserved</LegendSwatch>
        <span>dashed: free, but stranded</span>
      </div>
    </Section>
  );
}

function Thumb({ datacenter, when }: { datacenter: DatacenterSummary; when: When }) {
  const box = useRef<HTMLSpanElement>(null);
  const seen = useSeen(box);
  const { code, accounts } = datacenter;
  const floor = useQuery(
    useTRPC().datacenter.thumb.queryOptions({ code, ...whenInput(when) }, { enabled: seen, staleTime: 60_000 }),
  );
  const words = `${formatNumber(accounts.space.free)} of ${formatNumber(accounts.space.supply)} free`;
  return (
    <Link href={`/floors/${encodeURIComponent(code)}${whenSearch(when)}`}>
      <span className="hr-mini-h" ref={box}>
        <b>{code}</b>
        <Muted>{words}</Muted>
      </span>
      {floor.data ? (
        <FloorMini rooms={floor.data.rooms} label={`Floor of ${code}, ${words}`} />
      ) : floor.error ? (
        <Muted>The floor could not be read</Muted>
      ) : (
        <Skeleton heightPx={92} />
      )}
    </Link>
  );
}

/** Whether the element has been in view. */
function useSeen(box: { readonly current: HTMLElement | null }): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element || seen) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
      },
      { rootMargin: "200px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, seen]);
  return seen;
}
