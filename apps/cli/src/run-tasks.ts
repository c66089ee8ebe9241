import type { RunDetail, StepDto } from "@headroom/contracts/run";
import { runEvacuationInput } from "@headroom/contracts/run";
import type { TaskDto } from "@headroom/contracts/run-task";
import { finishTasksInput } from "@headroom/contracts/run-task";
import type { Actor } from "@headroom/services/actor";
import { notFound } from "@headroom/services/errors";
import type { Ports } from "@headroom/services/ports";
import { getRun } from "@headroom/services/run/get";
import { finishTasks } from "@headroom/services/run/step";
import { evacuationLine } from "./run-words";

/** What a terminal says of a task that is done. */
export interface DoneOptions {
  readonly stage: string;
  /** Absent: every rack that has the task now. */
  readonly racks?: readonly string[] | undefined;
  /** As `all` or `1,2,3`. */
  readonly tick?: string | undefined;
  /** As `serial number=SN-1`, given with each of the racks. */
  readonly evidence?: readonly string[] | undefined;
  readonly note?: string | undefined;
}

/** What somebody typed that means nothing; its message is for them. */
export class Mistyped extends Error {}

interface OpenTask {
  readonly rack: string;
  readonly step: StepDto;
}

/** Tasks of a stage that people have now, by rack. */
function openTasks({ waves }: RunDetail, stage: string): OpenTask[] {
  return waves.flatMap(({ subjects }) =>
    subjects.flatMap(({ rack, steps }) =>
      steps
        .filter((step) => step.stage === stage && step.task && step.pollAt === null)
        .filter(({ state }) => state === "working" || state === "undoing")
        .map((step) => ({ rack, step })),
    ),
  );
}

/** One stage's task is done, of one rack or of many at once. Errors: as finishTasks, Mistyped. */
export async function finishRacks(
  ports: Ports,
  actor: Actor,
  { id }: { readonly id: number },
  { stage, racks, tick, evidence = [], note = "" }: DoneOptions,
): Promise<{ steps: number; racks: string[] }> {
  const run = await getRun(ports, actor, { id });
  if (!run.template.stages.some(({ key }) => key === stage)) throw notFound("stage", stage);
  const open = openTasks(run, stage);
  for (const rack of racks ?? [])
    if (!open.some((one) => one.rack === rack)) throw new Mistyped(`nobody has ${stage} of ${rack} to do now`);
  const meant = open.filter(({ rack }) => racks === undefined || racks.includes(rack));
  if (meant.length === 0) throw new Mistyped(`nobody has ${stage} to do now`);
  const most = Math.max(...meant.map(({ step }) => step.checklist.length));
  const given = evidence.map(evidenceOf);
  const { steps } = await finishTasks(
    ports,
    actor,
    finishTasksInput.parse({
      steps: meant.map(({ step }) => ({ stepId: step.id, evidence: given })),
      checked: ticked(tick, most),
      note,
    }),
  );
  return { steps, racks: meant.map(({ rack }) => rack) };
}

/** Places in the checklist, from 0. */
function ticked(tick: string | undefined, most: number): number[] {
  if (tick === undefined) return [];
  if (tick === "all") return Array.from({ length: most }, (_, i) => i);
  const places = tick.split(",").map((one) => Number(one));
  const isPlace = (one: number) => Number.isInteger(one) && one >= 1 && one <= most;
  if (!places.every(isPlace)) throw new Mistyped(`--tick wants all, or numbers from 1 to ${most} with commas between`);
  return places.map((one) => one - 1);
}

function evidenceOf(given: string): { kind: string; text: string } {
  const at = given.indexOf("=");
  if (at < 1 || given.slice(at + 1).trim() === "") throw new Mistyped("--evidence wants KIND=TEXT");
  return { kind: given.slice(0, at).trim(), text: given.slice(at + 1).trim() };
}

/** What a terminal says of where the load of a run's racks goes. */
export interface EvacuationOptions {
  readonly plan?: string | undefined;
  readonly title?: string | undefined;
  readonly url?: string | undefined;
  readonly none?: boolean | undefined;
  readonly reason?: string | undefined;
}

/** As `run.evacuation` takes it. Errors: Mistyped. */
export function evacuationInputOf(id: number, { plan, title, url, none, reason = "" }: EvacuationOptions) {
  const given = [plan !== undefined, title !== undefined, none === true].filter(Boolean).length;
  if (given !== 1 || (url !== undefined && title === undefined))
    throw new Mistyped("say one of --plan N, --title TEXT [--url URL] and --none");
  const evacuation =
    plan !== undefined
      ? { kind: "plan", planId: Number(plan) }
      : title !== undefined
        ? { kind: "elsewhere", title, url: url ?? null }
        : null;
  const parsed = runEvacuationInput.safeParse({ id, evacuation, reason });
  if (!parsed.success) throw new Mistyped(parsed.error.issues[0]?.message ?? "it cannot be read");
  return parsed.data;
}

/** Tasks that people have now, with what has to be ticked, those of one run and stage that ask the same together. */
export function taskLines(rows: readonly TaskDto[]): string[] {
  if (rows.length === 0) return ["nobody has anything to do"];
  const groups = new Map<string, TaskDto[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.runId, row.stage, row.state, row.checklist.map(({ text }) => text)]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => {
    const { runId, run, stage, state, checklist, evacuation } = group[0]!;
    return [
      `run ${runId} ${stage}${state === "undoing" ? ", to be taken back" : ""}: ${run}`,
      ...group.map(
        ({ rack, position, assignee, contact, late }) =>
          `  ${[rack, position].filter(Boolean).join(" at ")}, ${assignee?.name ?? contact ?? "nobody has it"}${late ? ", late" : ""}`,
      ),
      ...(evacuation ? [`    ${evacuationLine(evacuation)}`] : []),
      ...checklist.map(({ text }, i) => `    [${i + 1}] ${text}`),
    ];
  });
}

/** Why a task is not done yet, with all that is open. */
export function openWords(issues: unknown): readonly string[] {
  const list = issues as readonly { readonly path: string; readonly expected: string; readonly got: unknown }[];
  const open = list.filter(({ path }) => path.startsWith("checked."));
  if (open.length > 0)
    return [
      "it is not done while its checklist has open items, see --tick:",
      ...open.map(({ path, got }) => `  [${Number(path.split(".")[1]) + 1}] ${got}`),
    ];
  return list.map(({ path, expected }) => {
    if (path === "evidence") return `it wants --evidence "${expected}=..."`;
    return path.startsWith("steps.")
      ? "these racks have different checklists: name one with --rack"
      : `${path}: ${expected}`;
  });
}
