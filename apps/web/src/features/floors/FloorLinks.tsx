"use client";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { type When, whenSearch } from "../when/whenQuery";

/** From a floor to what closes it on days, and to what is broken on it. Says how many where there are any. */
export function FloorLinks({ code, when }: { code: string; when: When }) {
  const trpc = useTRPC();
  const frozen = useQuery(trpc.freeze.list.queryOptions({ datacenter: code, when: "now" }));
  const broken = useQuery(trpc.repair.get.queryOptions({ datacenter: code }));
  const windows = frozen.data?.total ?? 0;
  const limits = broken.data?.broken.length ?? 0;
  return (
    <>
      <Button variant="quiet" icon="rack" href={`/floors/${encodeURIComponent(code)}/racks${whenSearch(when)}`}>
        Racks
      </Button>
      <Button variant="quiet" icon="report" href={`/floors/${encodeURIComponent(code)}/power`}>
        Power
      </Button>
      <Button variant="quiet" icon={windows > 0 ? "lock" : undefined} href={`/freezes?dc=${encodeURIComponent(code)}`}>
        {windows > 0 ? `Frozen today: ${formatCount(windows, "window")}` : "Freezes"}
      </Button>
      <Button variant="quiet" icon={limits > 0 ? "over" : undefined} href={`/limits/${encodeURIComponent(code)}`}>
        {limits > 0 ? formatCount(limits, "broken limit") : "Limits"}
      </Button>
    </>
  );
}
