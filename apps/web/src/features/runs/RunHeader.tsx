"use client";
import type { RunDetail } from "@headroom/contracts/run";
import { formatDateTime, formatDuration } from "@headroom/ui/format/dates";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Link } from "@headroom/ui/primitives/Link";
import { PageHeader } from "@headroom/ui/primitives/PageHeader";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id } from "@headroom/ui/primitives/Text";
import { LiveText } from "@headroom/ui/primitives/Toast";
import { RunProgress } from "@headroom/ui/run/RunProgress";
import { racksAtGates } from "@headroom/ui/run/stages";
import { runId } from "@headroom/ui/run/words";
import { useNow } from "../frame/time";
import type { RunDialog } from "./RunDialogs";
import type { RunChange } from "./useRunChange";
import { endsWords, lateDays, throughWords } from "./words";

interface RunHeaderProps {
  run: RunDetail;
  change: RunChange;
  onDialog: (dialog: RunDialog) => void;
}

/** What the run is, how far, and what can be done with it; what cannot says why. */
export function RunHeader({ run, change, onDialog }: RunHeaderProps) {
  const offOf = (action: string): string | null => {
    const allowed = run.allowed[action];
    return allowed?.ok ? null : (allowed?.why ?? "Not possible now");
  };
  const isOver = run.state === "done" || run.state === "aborted";
  const canResume = run.state === "paused" || run.state === "halted";
  return (
    <PageHeader
      id={runId(run.id)}
      title={run.title}
      state={<State run={run} />}
      actions={
        isOver ? null : (
          <>
            {canResume ? (
              <Button keyHint="P" off={offOf("resume")} onPress={() => onDialog({ kind: "resume" })}>
                Resume
              </Button>
            ) : (
              <Button icon="paused" keyHint="P" off={offOf("pause")} onPress={() => onDialog({ kind: "pause" })}>
                Pause
              </Button>
            )}
            <Button
              icon="retry"
              keyHint="R"
              off={change.retryAll.isPending ? "Starting" : offOf("retryAll")}
              onPress={() => change.retryAll.mutate({ id: run.id })}
            >
              Retry failed
            </Button>
            <Button variant="danger" off={offOf("abort")} onPress={() => onDialog({ kind: "abort" })}>
              Abort…
            </Button>
          </>
        )
      }
    >
      <span className="hr-runline">
        <RunProgress counts={run.counts} racksAtGate={isOver ? undefined : racksAtGates(run)} />
        <span>
          <Sentence run={run} />
        </span>
        {run.plan ? (
          <span>
            Carries out{" "}
            <Link href={`/plans/${run.plan.id}`} className="hr-lnk">
              <Id>PL-{run.plan.id}</Id>
            </Link>
          </span>
        ) : null}
      </span>
      <LiveText>{spoken(run)}</LiveText>
    </PageHeader>
  );
}

function State({ run }: { run: RunDetail }) {
  const asked = run.waves.find(({ gates }) => gates.some((gate) => gate.state === "asked"));
  if (run.state === "running" && asked) {
    const whose = run.allowed.gate?.ok ? "Waiting for you at" : "Waiting at";
    return (
      <StateLabel state="waiting" box>
        {`${whose} gate ${asked.number + 1}`}
      </StateLabel>
    );
  }
  if (run.operations.paused && (run.state === "running" || run.state === "queued"))
    return (
      <StateLabel state="paused" box>
        Paused with all runs
      </StateLabel>
    );
  return <StateLabel state={run.state} box />;
}

function Sentence({ run }: { run: RunDetail }) {
  const now = useNow();
  const { counts } = run;
  const through = throughWords[run.kind];
  if (run.endedAt) {
    const took = Date.parse(run.endedAt) - Date.parse(run.startedAt ?? run.createdAt);
    return (
      <>
        <b>{counts.racksDone}</b> of {formatCount(counts.racks, "rack")} {through}, ended{" "}
        {formatDateTime(run.endedAt, now)} after {formatDuration(took)}.
      </>
    );
  }
  const atGate = racksAtGates(run);
  const inWork = run.waves.reduce(
    (sum, wave) =>
      sum +
      wave.subjects.filter(({ steps }) =>
        steps.some(({ state }) => state === "working" || state === "retrying" || state === "failed"),
      ).length,
    0,
  );
  const ends = endsWords(run.ends, now);
  const late = lateDays(run);
  return (
    <>
      <b>{counts.racksDone}</b> of {formatCount(counts.racks, "rack")} {through}
      {atGate > 0 ? `, ${atGate} at a gate` : ""}
      {inWork > 0 ? `, ${inWork} in work` : ""}.{ends ? ` Ends ${ends}` : ""}
      {run.dueOn && late !== null ? (
        late > 0 ? (
          <>
            , <span className="hr-att">{formatCount(late, "day")} after it is due</span>
          </>
        ) : (
          ", in time"
        )
      ) : null}
      {ends ? "." : ""}
    </>
  );
}

/** Said politely when it changes: the state and how far, not every line of the log. */
const spoken = (run: RunDetail): string =>
  `${runId(run.id)} is ${run.state}: ${run.counts.racksDone} of ${run.counts.racks} racks ${throughWords[run.kind]}${
    run.counts.failed > 0 ? `, ${run.counts.failed} steps failed` : ""
  }${run.counts.gatesAsked > 0 ? `, ${formatCount(run.counts.gatesAsked, "gate")} waits` : ""}.`;
