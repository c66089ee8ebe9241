"use client";
import { formatOf } from "@headroom/ui/format/numbers";
import { AllDone } from "@headroom/ui/primitives/EmptyState";
import { Link } from "@headroom/ui/primitives/Link";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted } from "@headroom/ui/primitives/Text";
import { runId } from "@headroom/ui/run/words";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";

/** The runs that carry a plan out, or did. */
export function PlanRunsSection({ planId }: { planId: number }) {
  const trpc = useTRPC();
  const runs = useQuery(trpc.run.list.queryOptions({ planId, limit: 100 }, { refetchInterval: 15_000 }));
  return (
    <Section id="plan-runs" title="Carried out by">
      {runs.error ? (
        <QueryFailure error={runs.error} what="Its runs" onRetry={() => void runs.refetch()} />
      ) : runs.data?.rows.length === 0 ? (
        <AllDone title="Nobody has carried it out yet">Its positions are held until somebody does.</AllDone>
      ) : (
        <ul className="pad plain-list">
          {(runs.data?.rows ?? []).map((run) => (
            <li key={run.id}>
              <Link href={`/runs/${run.id}`}>
                <Id>{runId(run.id)}</Id> {run.title}
              </Link>{" "}
              <StateLabel state={run.state} />{" "}
              <Muted>{`${formatOf(run.counts.racksDone, run.counts.racks)} racks`}</Muted>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
