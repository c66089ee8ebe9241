"use client";
import type { PlanDetail } from "@headroom/contracts/plan";
import { formatEstimate } from "@headroom/ui/format/dates";
import { Progress } from "@headroom/ui/primitives/Progress";
import { useRouter } from "../frame/address";
import { usePlanChange } from "./usePlanChange";

const phases: Record<string, string> = {
  queued: "Waiting for a worker",
  loading: "Reading the floors",
  planning: "Placing racks",
  explaining: "Writing down why",
  saving: "Saving",
};

/** How far the worker is. The plan goes on without this page; cancelling stops it at the next step. */
export function PlanProgressBlock({ plan, progress }: { plan: PlanDetail; progress: PlanDetail["progress"] }) {
  const router = useRouter();
  const change = usePlanChange(plan);
  const startedAt = progress?.startedAt ? Date.parse(progress.startedAt) : null;
  const left =
    progress && startedAt !== null
      ? formatEstimate(progress.done, progress.total, Date.parse(progress.updatedAt) - startedAt)
      : null;
  return (
    <div className="pad">
      <Progress
        title={phases[progress?.phase ?? "queued"] ?? "Working"}
        done={progress?.done ?? 0}
        total={progress && progress.total > 0 ? progress.total : null}
        now={progress?.now}
        timeLeft={left}
        onCancel={() => change.cancel.mutate({ ...change.ref, reason: "Cancelled while it was being made" })}
        cancelOff={
          change.cancel.isPending
            ? "Being cancelled"
            : plan.allowed.cancel?.ok
              ? null
              : (plan.allowed.cancel?.why ?? "Not yours to cancel")
        }
        onBackground={() => router.push("/plans")}
      />
    </div>
  );
}
