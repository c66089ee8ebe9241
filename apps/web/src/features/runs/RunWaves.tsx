"use client";
import type { RunDetail } from "@headroom/contracts/run";
import { formatDateTime } from "@headroom/ui/format/dates";
import { formatCount, formatOf, formatPower } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { StageList } from "@headroom/ui/run/StageList";
import { isActive, isWaveOver } from "@headroom/ui/run/stages";
import { tierWord, type Wave, waitsFor, waveName } from "@headroom/ui/run/words";
import { useNow } from "../frame/time";
import { whoMayOpen } from "./gates";
import type { RunDialog } from "./RunDialogs";
import { StepPanel } from "./StepPanel";
import type { RunChange } from "./useRunChange";
import type { RunViewState } from "./useRunView";
import { failureText } from "./words";

interface RunWavesProps {
  run: RunDetail;
  change: RunChange;
  view: RunViewState["view"];
  onWave: (number: number) => void;
  onStage: (wave: number, stage: string) => void;
  onStep: (id: number | null) => void;
  onDialog: (dialog: RunDialog) => void;
}

/** The waves: those at work with all their stages, the others in a line until they are opened. */
export function RunWaves(props: RunWavesProps) {
  const { run, view } = props;
  const isLive = run.waves.some(isActive);
  return run.waves.map((wave, index) => {
    // Where nothing is at work the first that is not over is what somebody wants to see; of an ended run the first one.
    const isNext =
      !isLive &&
      index ===
        Math.max(
          0,
          run.waves.findIndex((one) => !isWaveOver(one)),
        );
    const hasStep = wave.subjects.some(({ steps }) => steps.some(({ id }) => id === view.step));
    const isOpen = hasStep || (isActive(wave) || isNext) !== view.waves.includes(wave.number);
    return <WaveSection key={wave.number} {...props} wave={wave} isOpen={isOpen} />;
  });
}

function WaveSection({ wave, isOpen, ...props }: RunWavesProps & { wave: Wave; isOpen: boolean }) {
  const { run, change, view } = props;
  const now = useNow();
  const mayDo = run.allowed.tasks?.ok === true;
  const id = `wave-${wave.number}`;
  return (
    <Section
      id={id}
      className="hr-wave"
      title={waveName(wave.number)}
      note={noteOf(wave)}
      actions={
        <>
          <WaveState run={run} wave={wave} now={now} />
          <Button
            size="small"
            variant="quiet"
            icon={isOpen ? "chevronUp" : "chevronDown"}
            ariaLabel={`${isOpen ? "Hide" : "Show"} the stages of ${waveName(wave.number).toLowerCase()}`}
            onPress={() => props.onWave(wave.number)}
          >
            {isOpen ? "Hide" : "Stages"}
          </Button>
        </>
      }
    >
      {isOpen ? (
        <StageList
          template={run.template}
          wave={wave}
          now={now}
          expanded={
            new Set(view.all.filter((one) => one.startsWith(`${wave.number}.`)).map((one) => one.split(".")[1]!))
          }
          onExpand={(stage) => props.onStage(wave.number, stage)}
          openStep={view.step}
          onStep={props.onStep}
          failureWords={failureText}
          onTogether={mayDo ? (stage) => props.onDialog({ kind: "together", wave: wave.number, stage }) : undefined}
          onRetry={mayDo ? (stepId) => change.retry.mutate({ stepId }) : undefined}
          whoMayOpen={whoMayOpen()}
          detail={(at) => <StepPanel run={run} {...at} change={change} onDialog={props.onDialog} />}
        />
      ) : (
        <p className="hr-s12 hr-sec pad">{lineOf(run, wave, now)}</p>
      )}
    </Section>
  );
}

function noteOf(wave: Wave): string {
  const power = wave.subjects.reduce((sum, { powerW }) => sum + powerW, 0);
  const domains = new Set(wave.subjects.map(({ faultDomain }) => faultDomain));
  return [
    formatCount(wave.subjects.length, "rack"),
    tierWord(wave.tier),
    `${formatPower(power).text} at stake in ${domains.size === 1 ? [...domains][0] : formatCount(domains.size, "fault domain")}`,
  ]
    .filter(Boolean)
    .join(", ");
}

function WaveState({ run, wave, now }: { run: RunDetail; wave: Wave; now: number }) {
  const steps = wave.subjects.flatMap((subject) => subject.steps);
  const has = (...states: string[]) => steps.some(({ state }) => states.includes(state));
  if (isWaveOver(wave)) return <StateLabel state="done" />;
  if (has("failed", "stuck")) return <StateLabel state="failed" />;
  if (wave.gates.some(({ state }) => state === "asked")) return <StateLabel state="waiting">At its gate</StateLabel>;
  if (steps.some(({ late }) => late)) return <StateLabel state="late" />;
  if (has("undoing")) return <StateLabel state="aborting" />;
  if (has("retrying")) return <StateLabel state="retrying" />;
  if (has("working")) return <StateLabel state="running" />;
  if (run.endedAt) return <StateLabel state="blocked">Not done</StateLabel>;
  return (
    <StateLabel state="queued">
      {wave.ends ? `Through about ${formatDateTime(wave.ends.p50, now)}` : "To come"}
    </StateLabel>
  );
}

/** What a wave that is not opened says of itself: done when, or what it waits for. */
function lineOf(run: RunDetail, wave: Wave, now: number): string {
  const steps = wave.subjects.flatMap((subject) => subject.steps);
  const settled = steps.filter(({ state }) => state === "done" || state === "skipped");
  const skipped = settled.filter(({ state }) => state === "skipped").length;
  const ended = settled.reduce((last, { endedAt }) => (endedAt !== null && endedAt > last ? endedAt : last), "");
  if (isWaveOver(wave))
    return `${formatCount(wave.subjects.length, "rack")} through all ${run.template.stages.length} stages${skipped > 0 ? `, ${formatCount(skipped, "step")} skipped` : ""}${ended ? `, ended ${formatDateTime(ended, now)}` : ""}.`;
  const wait = steps.find((step) => step.state === "waiting" && step.wait !== null)?.wait;
  const counted = `${formatOf(settled.length, steps.length)} steps done`;
  return wait ? `${counted}; ${waitsFor(wait, run.template, now)}.` : `${counted}.`;
}
