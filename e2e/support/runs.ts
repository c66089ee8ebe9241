import { expect, type Locator } from "@playwright/test";
import type { Api } from "./api";
import { approve, submitted } from "./flow";

/** Runs as the API tells them, for journeys that begin further along. */

export interface RunStep {
  readonly id: number;
  readonly stage: string;
  readonly state: string;
  readonly task: boolean;
  readonly checklist: readonly unknown[];
}
export interface Run {
  readonly id: number;
  readonly state: string;
  readonly waves: readonly {
    readonly number: number;
    readonly gates: readonly { readonly after: string; readonly state: string }[];
    readonly subjects: readonly { readonly rack: string; readonly steps: readonly RunStep[] }[];
  }[];
}

export const read = (api: Api, id: number) => api.query<Run>("run.get", { id });

/** A committed plan of so many racks, planned by one person and signed by another. */
export async function committed(planner: Api, approver: Api, title: string, amount = 1): Promise<number> {
  const plan = await submitted(planner, { title, amount });
  expect((await approve(approver, plan)).outcome).toBe("committed");
  return plan.id;
}

/** The run of a committed plan, begun. */
export async function begun(api: Api, planId: number): Promise<number> {
  const { runs } = await api.mutate<{ runs: { id: number }[] }>("run.create", { source: { from: "plan", planId } });
  return runs[0]!.id;
}

const openTask = (run: Run) =>
  run.waves
    .flatMap(({ subjects }) => subjects.flatMap(({ steps }) => steps))
    .find(({ state, task }) => state === "working" && task);

/** Waits until the run has a task for a person, of this stage where one is named. */
export async function taskOf(api: Api, id: number, stage?: string): Promise<RunStep> {
  let found: RunStep | undefined;
  await expect
    .poll(
      async () => {
        found = openTask(await read(api, id));
        return found !== undefined && (stage === undefined || found.stage === stage);
      },
      { timeout: 60_000, message: `RN-${id} has a task${stage ? ` of ${stage}` : ""}` },
    )
    .toBe(true);
  return found!;
}

export const finish = (api: Api, { id, checklist }: RunStep) =>
  api.mutate("task.finish", { stepId: id, checked: checklist.map((_, index) => index), evidence: [], note: "" });

/** Ticks everything on a task's checklist, as a person does. */
export async function tickAll(form: Locator): Promise<void> {
  const list = form.getByRole("group", { name: /^Checklist/ });
  for (const box of await list.getByRole("checkbox").all()) await box.check();
}

/** Does every task until one of this stage is open; the worker does the rest, or hands it to people. */
export async function until(api: Api, id: number, stage: string): Promise<RunStep> {
  for (let turns = 0; turns < 60; turns++) {
    const task = await taskOf(api, id);
    if (task.stage === stage) return task;
    await finish(api, task);
  }
  throw new Error(`RN-${id} never came to ${stage}`);
}
