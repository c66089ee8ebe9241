"use client";
import type { ReplayDetail, ReplaySummary } from "@headroom/contracts/replay";
import { formatEstimate } from "@headroom/ui/format/dates";
import { formatCount, formatNumber } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { ErrorState } from "@headroom/ui/primitives/ErrorState";
import { Notice } from "@headroom/ui/primitives/Notice";
import { PageHeader } from "@headroom/ui/primitives/PageHeader";
import { Progress } from "@headroom/ui/primitives/Progress";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { useRouter } from "../frame/address";
import { Ago, useNow } from "../frame/time";
import { useToastFailure } from "../plan-builder/useToastFailure";
import { ReplayColumns } from "./ReplayColumns";
import { ReplayRequests } from "./ReplayRequests";
import { howWords, placeWords, rangeWords } from "./words";

interface ReplayViewProps {
  replay: ReplayDetail;
  progress: ReplayDetail["progress"];
}

/** The report: what would have been placed beside what was, then request by request. */
export function ReplayView({ replay, progress }: ReplayViewProps) {
  const now = useNow();
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const failed = useToastFailure();
  const onSuccess = () => queries.invalidateQueries({ queryKey: trpc.replay.pathKey() });
  const again = useMutation(trpc.replay.again.mutationOptions({ onSuccess, onError: failed("Replaying it again") }));
  const cancel = useMutation(trpc.replay.cancel.mutationOptions({ onSuccess, onError: failed("Stopping it") }));
  const ref = { id: replay.id, version: replay.version };
  const working = replay.state === "queued" || replay.state === "running";
  const off = replay.edit.ok ? null : replay.edit.why;
  const { summary } = replay;
  return (
    <>
      <PageHeader
        id={`RP-${replay.id}`}
        title={`${placeWords(replay)}, ${rangeWords(replay, now)}`}
        state={replay.state === "done" ? undefined : <StateLabel state={replay.state} box />}
        actions={
          working ? null : (
            <Button off={off ?? (again.isPending ? "Starting" : null)} onPress={() => again.mutate(ref)}>
              Replay again
            </Button>
          )
        }
      >
        {summary ? (
          <Sentence replay={replay} summary={summary} />
        ) : (
          <>
            {howWords(replay)}. By {replay.author.name}.
          </>
        )}
      </PageHeader>
      {working ? (
        <div className="pad">
          <Progress
            title={progress?.phase === "planning" ? "Placing racks" : "Waiting for a worker"}
            done={progress?.done ?? 0}
            total={progress && progress.total > 0 ? progress.total : null}
            now={progress?.now}
            timeLeft={
              progress?.startedAt
                ? formatEstimate(
                    progress.done,
                    progress.total,
                    Date.parse(progress.updatedAt) - Date.parse(progress.startedAt),
                  )
                : null
            }
            onCancel={() => cancel.mutate(ref)}
            cancelOff={off ?? (cancel.isPending ? "Being stopped" : null)}
            onBackground={() => router.push("/plans/replays")}
          />
        </div>
      ) : null}
      {replay.state === "failed" ? (
        <ErrorState
          title="There is no report"
          cause={replay.failure?.message ?? "The worker gave no cause."}
          traceId={replay.failure?.traceId}
        />
      ) : null}
      {replay.state === "cancelled" ? (
        <EmptyState title="It was stopped">Replay it again to have its report.</EmptyState>
      ) : null}
      {summary ? (
        <>
          <Approximation summary={summary} moved={replay.moved} />
          <ReplayColumns summary={summary} decisions={replay.decisions} how={howWords(replay)} />
          <ReplayRequests replay={replay} />
        </>
      ) : null}
    </>
  );
}

function Sentence({ replay, summary }: { replay: ReplayDetail; summary: ReplaySummary }) {
  const { column, real } = summary;
  const change = column.racksPlaced - real.racksPlaced;
  const words =
    change === 0 ? "as many as were" : `${formatNumber(Math.abs(change))} ${change > 0 ? "more" : "fewer"} than were`;
  return (
    <>
      {howWords(replay)}: would have placed <b>{formatNumber(column.racksPlaced)}</b> of{" "}
      {formatCount(column.racksAsked, "rack")} in {formatCount(column.requests, "request")}, {words}. By{" "}
      {replay.author.name}
      {replay.solvedAt ? (
        <>
          , <Ago at={replay.solvedAt} />
        </>
      ) : null}
      .
    </>
  );
}

/** The floor of then is kept nowhere: what it was taken for, and what that leaves out. */
function Approximation({ summary, moved }: { summary: ReplaySummary; moved: ReplayDetail["moved"] }) {
  return (
    <Notice icon={moved.length > 0 ? "stale" : "info"} tone={moved.length > 0 ? "attention" : "plain"}>
      <b>The floor of then is approximated:</b> today's floor without the{" "}
      {formatCount(summary.racksTakenOff, "position")} that plans hold or have committed for these very requests.
      {summary.racksLeftStanding > 0
        ? ` ${formatCount(summary.racksLeftStanding, "rack")} of theirs stand by now and stay where they are.`
        : ""}{" "}
      What others have built or taken since counts as if it had been there. Requests that were taken back are left out.
      {moved.length > 0 ? (
        <> {moved.map((d) => d.code).join(", ")} changed since this was made: replay it again.</>
      ) : null}
    </Notice>
  );
}
