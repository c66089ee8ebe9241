"use client";
import type { Review } from "@headroom/contracts/approval";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { ReviewView } from "./ReviewView";

/** A submitted plan as its approver sees it: what it does, what it risks, and the three answers. */
export function ReviewPage({ planId }: { planId: number }) {
  const trpc = useTRPC();
  const review = useQuery(trpc.approval.review.queryOptions({ planId }));
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Inbox", href: "/inbox" },
          { label: `PL-${planId}`, href: `/inbox/${planId}` },
        ]}
      />
      {review.error ? (
        <QueryFailure error={review.error} what={`The review of PL-${planId}`} onRetry={() => void review.refetch()} />
      ) : review.data ? (
        <ReviewView review={review.data as Review} />
      ) : (
        <SkeletonBlock heightPx={560} label={`Loading PL-${planId}`} />
      )}
    </>
  );
}
