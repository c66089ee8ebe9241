"use client";
import type { FreezeConflict } from "@headroom/contracts/freeze";
import { formatCount } from "@headroom/ui/format/numbers";
import { Link } from "@headroom/ui/primitives/Link";
import { Notice } from "@headroom/ui/primitives/Notice";
import { LiveText } from "@headroom/ui/primitives/Toast";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { Day } from "../frame/time";

interface Window {
  datacenter: string;
  roomId: number | null;
  rowId: number | null;
  startsOn: string;
  endsOn: string;
}

const stateWords = { submitted: "with approvers", committed: "approved" } as const;

/** What a window meets, told before it is saved: plans that start something inside. Nothing happens to them. */
export function FreezeConflicts({ window }: { window: Window | null }) {
  const trpc = useTRPC();
  const met = useQuery(
    trpc.freeze.conflicts.queryOptions(window ?? never, {
      enabled: window !== null,
      placeholderData: keepPreviousData,
    }),
  );
  if (window === null) return null;
  if (met.error) return <QueryFailure error={met.error} what="What it meets" onRetry={() => void met.refetch()} />;
  if (!met.data) return null;
  return (
    <>
      <LiveText>
        {met.data.length === 0 ? "It meets no plan" : `It meets ${formatCount(met.data.length, "plan")}`}
      </LiveText>
      {met.data.length === 0 ? (
        <p className="hr-mut hr-s12">No plan with approvers, and no approved one, starts anything inside it.</p>
      ) : (
        <Notice tone="attention">
          <Met plans={met.data} />
        </Notice>
      )}
    </>
  );
}

function Met({ plans }: { plans: readonly FreezeConflict[] }) {
  return (
    <>
      <b>{formatCount(plans.length, "plan starts", "plans start")} something inside it.</b> They stay as they are;
      whoever signs them is told.
      <ul className="plain-list">
        {plans.map((plan) => (
          <li key={plan.planId}>
            <Link href={`/plans/${plan.planId}`}>PL-{plan.planId}</Link> {plan.title}, {stateWords[plan.state]}:{" "}
            {formatCount(plan.racks, "rack")} from <Day at={plan.startsOn} />
          </li>
        ))}
      </ul>
    </>
  );
}

const never: Window = { datacenter: "-", roomId: null, rowId: null, startsOn: "2000-01-01", endsOn: "2000-01-01" };
