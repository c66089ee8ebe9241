"use client";
import type { RunDetail } from "@headroom/contracts/run";
import { Button } from "@headroom/ui/primitives/Button";
import { AllDone } from "@headroom/ui/primitives/EmptyState";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { type LogLine, LogTail } from "@headroom/ui/run/LogTail";
import { runId, stageTitle } from "@headroom/ui/run/words";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTRPC } from "../../trpc/client";
import { downloadCsv } from "../frame/downloadCsv";
import { QueryFailure } from "../frame/QueryFailure";
import { useNow } from "../frame/time";
import type { RunViewState } from "./useRunView";
import { eventText } from "./words";

const LATEST = 200;

interface RunLogProps {
  run: RunDetail;
  view: RunViewState["view"];
  set: RunViewState["set"];
}

/** The latest lines of the log; they stand still while nobody wants to follow. */
export function RunLog({ run, view, set }: RunLogProps) {
  const trpc = useTRPC();
  const now = useNow();
  const level = view.log === "info" ? undefined : view.log;
  const events = useQuery(
    trpc.run.events.queryOptions({ id: run.id, level, limit: LATEST }, { placeholderData: (before) => before }),
  );
  const isFollowing = view.follow === "yes";
  const all = [...(events.data?.rows ?? [])].reverse();
  // What was there when following ended; another level begins anew.
  const stopped = useRef<{ level: string; id: string } | null>(null);
  if (isFollowing || stopped.current?.level !== view.log) stopped.current = null;
  if (!isFollowing && stopped.current === null && all[0]) stopped.current = { level: view.log, id: all[0].id };
  const until = stopped.current === null ? null : BigInt(stopped.current.id);
  const shown = until === null ? all : all.filter((one) => BigInt(one.id) <= until);
  const newer = all.length - shown.length;
  const lines = shown.map(
    (one): LogLine => ({
      ...{ id: one.id, at: one.at, level: one.level, rack: one.rack ?? "", by: one.by },
      stage: one.stage === null ? "run" : stageTitle(run.template, one.stage),
      text: eventText(one, run.template),
    }),
  );
  const csv = () =>
    downloadCsv(
      `${runId(run.id)}-log.csv`,
      ["At", "Level", "Stage", "Rack", "What", "By", "Trace"],
      shown.map((one) => [
        ...[one.at, one.level, one.stage ?? "", one.rack ?? ""],
        ...[eventText(one, run.template), one.by ?? "", one.traceId],
      ]),
    );
  return (
    <Section
      id="run-log"
      title="Log"
      note={
        isFollowing
          ? "newest first, following, UTC"
          : `newest first, standing still${newer > 0 ? `, ${newer} newer` : ""}`
      }
      actions={
        <>
          <Segmented
            label="Lines of the log"
            options={[
              { value: "info", label: "All" },
              { value: "warn", label: "Warnings up" },
              { value: "error", label: "Errors" },
            ]}
            value={view.log}
            onChange={(log) => void set({ log: log === "info" ? null : log })}
          />
          <Button
            size="small"
            pressed={isFollowing}
            keyHint="."
            onPress={() => void set({ follow: isFollowing ? "no" : null })}
          >
            Follow
          </Button>
          <Button size="small" icon="download" onPress={csv}>
            CSV
          </Button>
        </>
      }
    >
      {events.error ? (
        <QueryFailure error={events.error} what="The log" onRetry={() => void events.refetch()} />
      ) : events.data === undefined ? (
        <SkeletonBlock heightPx={240} label="Loading the log" />
      ) : lines.length === 0 ? (
        <AllDone title={level ? "No warning and no error" : "Nothing has happened yet"} />
      ) : (
        <LogTail label="Log, newest first" lines={lines} now={now} following={isFollowing} />
      )}
      {all.length >= LATEST ? <p className="hr-s11 hr-mut pad">{`The latest ${LATEST} lines.`}</p> : null}
    </Section>
  );
}
