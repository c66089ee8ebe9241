"use client";
import type { RunDetail, StepDto } from "@headroom/contracts/run";
import { formatDateTime, formatTimeLeft } from "@headroom/ui/format/dates";
import { formatPower } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Link } from "@headroom/ui/primitives/Link";
import { KeyValue } from "@headroom/ui/primitives/PageHeader";
import { isOpenTask, type StepAt } from "@headroom/ui/run/stages";
import { attemptsSaid, keyWords, stageTitle, valueWords, waitsFor } from "@headroom/ui/run/words";
import type { ReactNode } from "react";
import { DrivesToProve } from "../drives/DrivesToProve";
import { useNow } from "../frame/time";
import { EvacuationLine } from "./EvacuationLine";
import type { RunDialog } from "./RunDialogs";
import { TaskForm } from "./TaskForm";
import type { RunChange } from "./useRunChange";
import { failureText } from "./words";

interface StepPanelProps extends StepAt {
  run: RunDetail;
  change: RunChange;
  onDialog: (dialog: RunDialog) => void;
}

/** One step of one rack: what is known, what it waits for, and what a person can do about it. */
export function StepPanel({ run, subject, step, change, onDialog }: StepPanelProps) {
  const now = useNow();
  const may = run.allowed.tasks;
  const stage = run.template.stages.find(({ key }) => key === step.stage);
  const title = stageTitle(run.template, step.stage);
  const isEnded = ["done", "skipped", "undone", "dropped"].includes(step.state);
  const canRetry = step.state === "retrying" || step.state === "failed" || step.state === "stuck";
  const isDrain = (stage?.does ?? stage?.key) === "drain" && step.state === "working";
  const skipOff = stage?.mustDo && step.state !== "stuck" ? `Nobody may skip ${title.toLowerCase()}` : null;
  return (
    <div className="run-step">
      <p className="hr-s12">
        <b>{`${title}, `}</b>
        {stateSentence(step, run, now)}
      </p>
      {step.failure && step.state !== "done" ? (
        <p className="hr-s12">
          <b className="hr-crit">
            {step.task && step.state === "working" ? "Why a person has it: " : "Last failure: "}
          </b>
          {failureText(step.failure)}
        </p>
      ) : null}
      <div className="run-step-cols">
        <KeyValue small items={factsOf({ subject, step, run, now, isDrain })} />
        <Told step={step} />
      </div>
      {step.failure?.code === "drives_not_proven" && step.state === "failed" ? (
        <DrivesToProve runId={run.id} rack={subject.rack} />
      ) : null}
      {may?.ok ? (
        <>
          {isOpenTask(step) ? (
            <TaskForm
              key={step.id}
              step={step}
              asked={step.state === "working" ? (stage?.evidence ?? []) : []}
              evacuation={isDrain ? run.evacuation : null}
              change={change}
              onFail={() => onDialog({ kind: "fail", stepId: step.id })}
            />
          ) : null}
          {isEnded ? null : (
            <div className="hr-bt">
              {canRetry ? (
                <Button
                  size="small"
                  icon="retry"
                  off={change.retry.isPending ? "Starting" : null}
                  onPress={() => change.retry.mutate({ stepId: step.id })}
                >
                  Try again now
                </Button>
              ) : null}
              <Button size="small" off={skipOff} onPress={() => onDialog({ kind: "skip", stepId: step.id })}>
                Skip…
              </Button>
            </div>
          )}
        </>
      ) : isEnded ? null : (
        <p className="hr-s12 hr-mut">{may?.why}</p>
      )}
    </div>
  );
}

function stateSentence(step: StepDto, run: RunDetail, now: number): string {
  if (step.state === "waiting") return step.wait ? `${waitsFor(step.wait, run.template, now)}.` : "begins next.";
  if (step.state === "retrying" && step.notBefore)
    return `tried again ${formatDateTime(step.notBefore, now)}; ${attemptsSaid(step)}.`;
  if (step.state === "skipped") return `skipped${step.reason ? `: “${step.reason}”` : ""}.`;
  if (step.state === "working" && !step.task) return `a machine is at it; ${attemptsSaid(step)}.`;
  if (step.state === "working") return withWords(step);
  if (step.state === "done" && step.endedAt) return `done ${formatDateTime(step.endedAt, now)}.`;
  return `${keyWords(step.state)}.`;
}

/** Who has a task: somebody of the product, somebody outside, or nobody. */
function withWords({ assignee, order }: StepDto): string {
  if (assignee) return `${assignee.name} has it.`;
  if (order?.state === "accepted") return `${order.contact} has taken it on.`;
  if (order?.state === "open")
    return order.delivery?.state === "sent"
      ? `${order.contact} was asked, and has not answered yet.`
      : order.delivery?.state === "failed"
        ? `the work order to ${order.contact} did not arrive.`
        : `a work order goes out to ${order.contact}.`;
  return "a person has to do it, nobody has it yet.";
}

interface Facts extends StepAt {
  run: RunDetail;
  now: number;
  /** Its load is to move. */
  isDrain: boolean;
}

function factsOf({ subject, step, run, now, isDrain }: Facts) {
  const at = (instant: string | null) => (instant === null ? null : formatDateTime(instant, now));
  const rows: [string, ReactNode][] = [
    [
      "rack",
      subject.rackId === null ? (
        subject.rack
      ) : (
        <Link href={`/racks/${encodeURIComponent(subject.rack)}`} className="hr-lnk">
          {subject.rack}
        </Link>
      ),
    ],
    ["type", subject.rackType],
    ["stands at", subject.position],
    ["comes from", subject.from],
    ["fault domain", subject.faultDomain],
    ["services", subject.services.join(", ")],
    ["evacuation plan", isDrain && run.evacuation ? <EvacuationLine evacuation={run.evacuation} /> : null],
    ["power", formatPower(subject.powerW).text],
    ["began", at(step.begunAt)],
    ["ended", isOver(step) ? at(step.endedAt) : null],
    ["asked again", at(step.pollAt)],
    ["due", step.dueAt ? `${at(step.dueAt)}, ${formatTimeLeft(step.dueAt, now)}` : null],
    ["with", step.assignee?.name ?? (step.order?.endedAt === null ? step.order.contact : null)],
  ];
  return rows.flatMap(([label, value]) => (value === null || value === "" ? [] : [{ label, value }]));
}

const isOver = ({ state }: StepDto) =>
  state === "done" || state === "skipped" || state === "undone" || state === "failed";

/** What was measured, found or proven: results and evidence, as they were stored. */
function Told({ step }: { step: StepDto }) {
  const results = Object.entries(step.result ?? {}).flatMap(([key, value]) => {
    const words = valueWords(value);
    return words === null ? [] : [{ label: keyWords(key), value: words }];
  });
  if (results.length === 0 && step.evidence.length === 0 && step.checklist.length === 0) return null;
  return (
    <div>
      {results.length > 0 ? <KeyValue small items={results} /> : null}
      {step.evidence.length > 0 ? (
        <ul className="run-evidence">
          {step.evidence.map((one) => (
            <li key={`${one.kind}${one.at}${JSON.stringify(one.data)}`}>
              <b>{keyWords(one.kind)}</b> {valueWords(one.data)}
              {one.by ? <span className="hr-mut">, {one.by}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {step.state === "done" && step.checklist.length > 0 ? (
        <ul className="run-evidence">
          {step.checklist.map((one) => (
            <li key={one.text}>{`${one.done ? "\u2713" : "\u2013"} ${one.text}`}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
