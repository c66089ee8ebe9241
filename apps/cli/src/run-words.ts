import type { EvacuationDto } from "@headroom/contracts/evacuation";
import type { RunDetail, RunRow, StepDto } from "@headroom/contracts/run";

/** One line a run. */
export const runListLines = (rows: readonly RunRow[]): string[] =>
  rows.length === 0
    ? ["no runs"]
    : rows.map(({ id, state, kind, title, counts: { settled, steps, failed, tasks, gatesAsked } }) => {
        const trouble = [
          ...(failed > 0 ? [`${failed} failed`] : []),
          ...(gatesAsked > 0 ? [`${gatesAsked} at a gate`] : []),
          ...(tasks > 0 ? [`${tasks} tasks`] : []),
        ];
        return [
          `${id}`.padStart(6),
          state.padEnd(8),
          kind.padEnd(12),
          `${settled}/${steps}`.padEnd(9),
          title,
          ...trouble,
        ].join("  ");
      });

/** A run, its waves, and of every rack the steps that are not settled, with what they wait for. */
export function runLines(run: RunDetail): string[] {
  return [
    `run ${run.id}: ${run.title}, ${run.state}${run.reason ? `, ${run.reason}` : ""}`,
    ...(run.halt ? [`halted: ${JSON.stringify(run.halt)}`] : []),
    ...(run.evacuation ? [evacuationLine(run.evacuation)] : []),
    ...(run.operations.paused ? [`all runs are paused: ${run.operations.paused.reason}`] : []),
    ...run.waves.flatMap((wave) => [
      `wave ${wave.number + 1} (${wave.tier})`,
      ...wave.gates.map((gate) => `  gate after ${gate.after}: ${gate.state}`),
      ...wave.subjects.flatMap((subject) => [
        `  ${subject.rack}${subject.position ? ` at ${subject.position}` : ""}`,
        ...subject.steps
          .filter((step) => step.state !== "done" && step.state !== "skipped")
          .map((step) => `    ${stepLine(step)}`),
      ]),
    ]),
  ];
}

/** Where the load goes before racks are drained, and how far that is. */
export function evacuationLine({ title, url, planId, plan }: EvacuationDto): string {
  if (plan === null) return `evacuation plan: ${title}${url === null ? "" : `, ${url}`}`;
  const how = plan.isCarriedOut ? "carried out" : `${plan.state}, ${plan.racksDone} of ${plan.racks} racks serve`;
  return `evacuation plan: plan ${planId}, ${title}: ${how}`;
}

function stepLine({ stage, state, attempts, attemptsMost, task, assignee, wait, failure }: StepDto): string {
  const who = task ? `, ${assignee ? assignee.name : "a person"}` : "";
  const tries = attempts > 0 && !task ? `, attempt ${attempts} of ${attemptsMost}` : "";
  const waits = wait
    ? `, waits for ${[wait.kind, wait.stage ?? wait.until ?? wait.service].filter(Boolean).join(" ")}`
    : "";
  return `${stage}: ${state}${who}${tries}${waits}${failure ? `, ${JSON.stringify(failure)}` : ""}`;
}
