"use client";
import type { Floor } from "@headroom/contracts/fleet";
import { formatInstant } from "@headroom/ui/format/dates";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { whenInput } from "../when/whenQuery";
import { FloorViewPage } from "./FloorViewPage";
import { useFloorView } from "./useFloorView";

/** One datacenter from above: every position, how much is left there, and what a failure would do. */
export function FloorPage({ code }: { code: string }) {
  const trpc = useTRPC();
  const [view] = useFloorView();
  const floor = useQuery(
    trpc.datacenter.floor.queryOptions(
      { code, ...whenInput(view) },
      { placeholderData: keepPreviousData, refetchInterval: 60_000 },
    ),
  );
  return (
    <>
      <FloorScope code={code} floor={floor.data} />
      {floor.error && !floor.data ? (
        <QueryFailure error={floor.error} what={`The floor of ${code}`} onRetry={() => void floor.refetch()} />
      ) : floor.data ? (
        <FloorViewPage floor={floor.data} />
      ) : (
        <SkeletonBlock heightPx={640} label={`Loading the floor of ${code}`} />
      )}
    </>
  );
}

function FloorScope({ code, floor }: { code: string; floor: Floor | undefined }) {
  const region = floor?.datacenter.region;
  return (
    <ShellScope
      crumbs={[
        { label: "All regions", href: "/regions" },
        ...(region ? [{ label: region, href: `/regions/${region}` }] : []),
        { label: code, href: `/floors/${code}` },
      ]}
      facts={floor ? { text: `Live, facts as of ${formatInstant(floor.datacenter.asOf)}` } : undefined}
    />
  );
}
