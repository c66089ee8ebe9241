import type { RunDetail, StepDto } from "@headroom/contracts/run";
import { isSettled } from "@headroom/core/lifecycle/run";
import type { Instant } from "../format/dates";
import { formatCount, formatOf } from "../format/numbers";
import type { IconName } from "../primitives/icons";
import { type Gate, type Wave, waitWords } from "./words";

/** What a wave's stages look like as a list. Pure. */

type Subject = Wave["subjects"][number];
export interface StepAt {
  readonly subject: Subject;
  readonly step: StepDto;
}
export interface StageLine {
  readonly key: string;
  readonly title: string;
  readonly steps: readonly StepAt[];
  /** Those that somebody may want to look at: in work, in trouble, in a person's hands. */
  readonly lively: readonly StepAt[];
  /** People's tasks that are open and have the same checklist: what one person can say of all of them at once. */
  readonly together: readonly StepAt[];
  readonly settled: number;
  readonly retrying: number;
  readonly failed: number;
  readonly late: number;
  readonly icon: IconName;
  readonly tone: "plain" | "attention" | "critical";
  readonly isQuiet: boolean;
  /** "0 of 32, waits for Rack and stack". */
  readonly words: string;
  readonly gate: Gate | null;
}

const lively: ReadonlySet<StepDto["state"]> = new Set(["working", "retrying", "failed", "undoing", "stuck"]);
const urgency: Partial<Record<StepDto["state"], number>> = { failed: 0, stuck: 0, retrying: 1, undoing: 2, working: 3 };

export function stageLines(template: RunDetail["template"], wave: Wave, now: Instant): StageLine[] {
  return template.stages.map((stage) => {
    const steps = wave.subjects.flatMap((subject) =>
      subject.steps.filter((step) => step.stage === stage.key).map((step) => ({ subject, step })),
    );
    const count = (...states: StepDto["state"][]) => steps.filter(({ step }) => states.includes(step.state)).length;
    const alive = steps.filter(({ step }) => lively.has(step.state)).sort((a, b) => rank(a.step) - rank(b.step));
    const settled = steps.filter(({ step }) => isSettled(step.state)).length;
    const failed = count("failed", "stuck");
    const retrying = count("retrying");
    const late = alive.filter(({ step }) => step.late).length;
    const isThrough = settled === steps.length;
    return {
      ...{
        key: stage.key,
        title: stage.title,
        steps,
        lively: alive,
        together: togetherOf(alive),
        settled,
        retrying,
        failed,
        late,
      },
      icon:
        failed > 0 ? "over" : retrying > 0 ? "retry" : alive.length > 0 ? "running" : isThrough ? "within" : "clock",
      tone: failed > 0 ? "critical" : retrying > 0 || late > 0 ? "attention" : "plain",
      isQuiet: alive.length === 0 && !isThrough,
      words: wordsOf(template, steps, settled, isThrough, now),
      gate: wave.gates.find((gate) => gate.after === stage.key) ?? null,
    };
  });
}

/** A person has it to do now. */
export const isOpenTask = ({ task, state, pollAt }: StepDto): boolean =>
  task && pollAt === null && (state === "working" || state === "undoing");

/** The largest part of open tasks that asks for the same: a machine's work that was handed over may list other things for each rack. */
function togetherOf(steps: readonly StepAt[]): readonly StepAt[] {
  const alike = new Map<string, StepAt[]>();
  for (const at of steps) {
    if (!isOpenTask(at.step)) continue;
    const key = JSON.stringify([at.step.state, at.step.checklist.map(({ text }) => text)]);
    alike.set(key, [...(alike.get(key) ?? []), at]);
  }
  return [...alike.values()].reduce<readonly StepAt[]>((most, own) => (own.length > most.length ? own : most), []);
}

const rank = (step: StepDto): number => (step.late ? 0.5 : 0) + (urgency[step.state] ?? 9) - (step.late ? 1 : 0);

function wordsOf(
  template: RunDetail["template"],
  steps: readonly StepAt[],
  settled: number,
  isThrough: boolean,
  now: Instant,
): string {
  const counted = formatOf(settled, steps.length);
  const skipped = steps.filter(({ step }) => step.state === "skipped").length;
  const gone = steps.filter(({ step }) => step.state === "dropped" || step.state === "undone").length;
  if (isThrough) return `${counted}${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  if (gone > 0) return `${counted}, ${gone} not done`;
  const waits = new Map<string, number>();
  for (const { step } of steps) {
    if (step.state !== "waiting" || step.wait === null) continue;
    const words = waitWords(step.wait, template, now);
    waits.set(words, (waits.get(words) ?? 0) + 1);
  }
  const [first, ...others] = [...waits].sort((a, b) => b[1] - a[1]);
  if (!first) return counted;
  const rest = others.reduce((sum, [, many]) => sum + many, 0);
  const who = first[1] === steps.length - settled ? "" : `${first[1]} `;
  const verb = first[1] === 1 && who !== "" ? "waits" : who === "" ? "waits" : "wait";
  return `${counted}, ${who}${verb} for ${first[0]}${rest > 0 ? `, ${formatCount(rest, "other")} for other things` : ""}`;
}

/** Whether a wave is worth showing with all its stages: somebody or something is at it, or it is what the next waits for. */
export function isActive(wave: Wave): boolean {
  return wave.subjects.some(({ steps }) => {
    const settled = steps.filter((step) => isSettled(step.state)).length;
    return settled < steps.length && (settled > 0 || steps.some((step) => lively.has(step.state)));
  });
}

export const isWaveOver = (wave: Wave): boolean =>
  wave.subjects.every(({ steps }) => steps.every((step) => isSettled(step.state)));

/** Racks of a wave that stand before a gate that is not open and have done all before it. */
export function racksAtGates(run: RunDetail): number {
  return run.waves.reduce(
    (sum, wave) =>
      sum +
      wave.subjects.filter(({ steps }) => {
        const isBusy = steps.some((step) => lively.has(step.state));
        return !isBusy && steps.some((step) => step.state === "waiting" && step.wait?.kind === "gate");
      }).length,
    0,
  );
}
