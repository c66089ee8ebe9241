"use client";
import type { RunDetail } from "@headroom/contracts/run";
import type { ReactNode } from "react";
import { formatDateTime } from "../format/dates";
import { Button } from "../primitives/Button";
import { Icon } from "../primitives/Icon";
import { AttemptSquares, RetryCountdown } from "./Attempts";
import { type StageLine, type StepAt, stageLines } from "./stages";
import { criterionWords, gateName, keyWords, stepWords, valueWords, type Wave } from "./words";

export interface StageListProps {
  template: RunDetail["template"];
  wave: Wave;
  now: number;
  /** Stages of which all racks are listed, and not only those that something happens to. */
  expanded: ReadonlySet<string>;
  onExpand: (stage: string) => void;
  /** The step that is opened, and what stands in it. */
  openStep: number | null;
  onStep: (id: number | null) => void;
  detail: (at: StepAt) => ReactNode;
  /** "Controller does not answer", of what an attempt failed with. */
  failureWords: (failure: Record<string, unknown>) => string;
  /** Another attempt now; absent: this person may not. */
  onRetry?: (id: number) => void;
  /** One task of many racks at once; absent: this person may not. */
  onTogether?: (stage: string) => void;
  whoMayOpen: string;
}

/** Few enough to be seen at once; the others on request. */
const FIRST = 6;

/** The stages of a wave in order, each with the racks that something happens to; a list of lists for screen readers too. */
export function StageList(props: StageListProps) {
  const { template, wave, now } = props;
  return (
    <ol className="hr-stages">
      {stageLines(template, wave, now).map((line) => (
        <li key={line.key} data-quiet={line.isQuiet || undefined}>
          <StageRow {...props} line={line} />
          {line.gate ? <GateRow {...props} gate={line.gate} /> : null}
        </li>
      ))}
    </ol>
  );
}

function StageRow(props: StageListProps & { line: StageLine }) {
  const { line, expanded, onExpand, wave, now } = props;
  const isExpanded = expanded.has(line.key);
  const steps = isExpanded ? line.steps : withOpen(line, props.openStep).slice(0, Math.max(FIRST, 1));
  const hidden = line.steps.length - steps.length;
  const ended = line.settled === line.steps.length ? lastEnd(line) : null;
  const listId = `steps-${wave.number}-${line.key}`;
  return (
    <>
      <div className="hr-stage">
        <Icon name={line.icon} className={toneClass(line.tone)} />
        <button
          type="button"
          className="hr-stage-name"
          aria-expanded={isExpanded}
          aria-controls={listId}
          aria-label={`${line.title}, ${isExpanded ? "hide its racks" : "all its racks"}`}
          onClick={() => onExpand(line.key)}
        >
          {line.title}
        </button>
        {props.onTogether && line.together.length > 1 ? (
          <Button
            size="small"
            onPress={() => props.onTogether?.(line.key)}
            ariaLabel={`${line.title} of ${line.together.length} racks at once`}
          >
            {`${line.together.length} at once…`}
          </Button>
        ) : null}
        <span className="hr-fill" />
        <span className="hr-stage-words">
          {line.words}
          {ended === null ? null : `, ended ${formatDateTime(ended, now)}`}
        </span>
        {line.failed > 0 ? <Trouble tone="critical" icon="over">{`${line.failed} failed`}</Trouble> : null}
        {line.retrying > 0 ? <Trouble tone="attention" icon="retry">{`${line.retrying} retrying`}</Trouble> : null}
        {line.late > 0 ? <Trouble tone="attention" icon="clock">{`${line.late} late`}</Trouble> : null}
      </div>
      <ul className="hr-steps" id={listId} hidden={steps.length === 0}>
        {steps.map((at) => (
          <StepRow key={at.step.id} {...props} at={at} />
        ))}
        {!isExpanded && line.lively.length > steps.length ? (
          <li className="hr-steps-more">
            <Button size="small" variant="quiet" onPress={() => onExpand(line.key)}>
              {`${hidden} more racks in ${line.title.toLowerCase()}`}
            </Button>
          </li>
        ) : null}
      </ul>
    </>
  );
}

/** The lively ones, and the one that is open even where nothing happens to it. */
function withOpen(line: StageLine, openStep: number | null): readonly StepAt[] {
  const open = line.steps.find(({ step }) => step.id === openStep);
  return open && !line.lively.slice(0, FIRST).includes(open)
    ? [open, ...line.lively.filter((one) => one !== open)]
    : line.lively;
}

const lastEnd = (line: StageLine): string | null =>
  line.steps.reduce<string | null>((last, { step }) => {
    return step.endedAt && (last === null || step.endedAt > last) ? step.endedAt : last;
  }, null);

const toneClass = (tone: StageLine["tone"]) =>
  tone === "critical" ? "hr-crit" : tone === "attention" ? "hr-att" : "hr-mut";

function Trouble({
  tone,
  icon,
  children,
}: {
  tone: "critical" | "attention";
  icon: "over" | "retry" | "clock";
  children: string;
}) {
  return (
    <span className="hr-st" data-tone={tone}>
      <Icon name={icon} size={13} />
      <span>{children}</span>
    </span>
  );
}

function StepRow(props: StageListProps & { at: StepAt }) {
  const { at, openStep, onStep, detail, template, now } = props;
  const { step, subject } = at;
  const isOpen = step.id === openStep;
  const isAutomatic = !step.task && step.attemptsMost > 1 && step.state !== "waiting" && step.state !== "dropped";
  return (
    <li className="hr-step" data-open={isOpen || undefined}>
      <div className="hr-step-row">
        <button
          type="button"
          className="hr-step-name hr-id"
          data-run-step={step.id}
          aria-expanded={isOpen}
          onClick={() => onStep(isOpen ? null : step.id)}
        >
          {subject.rack}
        </button>
        <span className="hr-step-at">
          {isAutomatic ? (
            <AttemptSquares step={step} />
          ) : step.task ? (
            <Icon name="user" size={13} label="a person's task" />
          ) : null}
        </span>
        <span className="hr-step-what">{whatWords(props, at)}</span>
        <span className="hr-step-now">
          {step.state === "retrying" && step.notBefore ? (
            <RetryCountdown until={step.notBefore} since={step.endedAt ?? step.startedAt} attempt={step.attempts + 1} />
          ) : (
            <span className={step.late ? "hr-att" : undefined}>
              {stepWords(step, template, now)}
              {step.late ? ", late" : ""}
            </span>
          )}
          {props.onRetry && (step.state === "retrying" || step.state === "failed" || step.state === "stuck") ? (
            <Button size="small" onPress={() => props.onRetry?.(step.id)} ariaLabel={`Try ${subject.rack} again now`}>
              Try now
            </Button>
          ) : null}
        </span>
      </div>
      {isOpen ? <div className="hr-step-in">{detail(at)}</div> : null}
    </li>
  );
}

/** What the last attempt failed with, or what goes on now. */
function whatWords({ failureWords }: StageListProps, { step, subject }: StepAt): string {
  if (step.failure && (step.state === "retrying" || step.state === "failed" || step.state === "stuck"))
    return failureWords(step.failure);
  if (step.state === "skipped" && step.reason) return `“${step.reason}”`;
  if (step.state === "working" && step.note) {
    const words = valueWords(
      Object.fromEntries(Object.entries(step.note).map(([key, value]) => [keyWords(key), value])),
    );
    if (words) return words;
  }
  if (step.task && step.state === "working" && step.checklist.length > 0)
    return [subject.position, `${step.checklist.length} to tick`].filter(Boolean).join(", ");
  return subject.position ?? "";
}

function GateRow({ gate, template, wave, now, whoMayOpen }: StageListProps & { gate: NonNullable<StageLine["gate"]> }) {
  const state = {
    open: gate.openedBy
      ? `opened by ${gate.openedBy.name}${gate.openedAt ? `, ${formatDateTime(gate.openedAt, now)}` : ""}`
      : `open${gate.openedAt ? ` since ${formatDateTime(gate.openedAt, now)}` : ""}`,
    asked: "waits to be opened",
    held: `held${gate.openedBy ? ` by ${gate.openedBy.name}` : ""}`,
    shut:
      gate.opens === "itself"
        ? `opens itself: ${criterionWords(gate.criterion)}`
        : `${criterionWords(gate.criterion)}; then ${whoMayOpen}`,
  }[gate.state];
  return (
    <div className="hr-stage" data-gate={gate.state}>
      <Icon
        name={gate.state === "open" ? "within" : "waiting"}
        className={gate.state === "asked" ? "hr-att" : "hr-mut"}
      />
      <span className="hr-stage-gate">{gateName(template, wave.number, gate.after)}</span>
      <span className="hr-fill" />
      <span className="hr-stage-words">{state}</span>
    </div>
  );
}
