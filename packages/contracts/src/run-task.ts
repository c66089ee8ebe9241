import { stepStates } from "@headroom/core/lifecycle/run";
import { z } from "zod";
import { code, id, isoInstant, person, reason } from "./common";
import { evacuationDto } from "./evacuation";
import { checkDto } from "./run";
import { runKind } from "./run-template";

/** What people do in runs: their tasks, steps that they steer, gates that they open. */

const stageKey = z.string().min(1).max(40);
const json = z.record(z.string(), z.unknown());

export const stepRef = z.object({ stepId: id });
export const finishTaskInput = stepRef.extend({
  /** Indices of the checklist that are done; all have to be. */
  checked: z.array(z.int().min(0).max(49)).max(50).default([]),
  /** As a serial number, a link, a measured value. */
  evidence: z
    .array(z.object({ kind: z.string().trim().min(1).max(60), text: z.string().trim().min(1).max(2000) }))
    .max(20)
    .default([]),
  note: z.string().trim().max(2000).default(""),
});
export type FinishTaskInput = z.output<typeof finishTaskInput>;
/** One task of many racks at once: of one run and stage, with one checklist, all of it done to each of them. */
export const finishTasksInput = finishTaskInput.omit({ stepId: true, evidence: true }).extend({
  steps: z
    .array(finishTaskInput.pick({ stepId: true, evidence: true }))
    .min(1)
    .max(500),
});
export type FinishTasksInput = z.output<typeof finishTasksInput>;
/** The person says that it cannot be done. */
export const failTaskInput = stepRef.extend({ reason });
export const assignInput = z.object({
  stepIds: z.array(id).min(1).max(500),
  /** null: nobody. */
  assigneeId: z.string().min(1).max(100).nullable(),
});
export const skipInput = stepRef.extend({ reason });
export const gateInput = z.object({ id, wave: z.int().min(0), after: stageKey });
export const openGateInput = gateInput.extend({ reason: z.string().trim().max(2000).default("") });
export const holdGateInput = gateInput.extend({ reason });
/** How many steps it took effect on. */
export const changedSteps = z.object({ steps: z.int() });

export const taskListInput = z.object({
  /** Only those assigned to the one who asks. */
  mine: z.boolean().default(false),
  datacenter: code.optional(),
  runId: id.optional(),
  late: z.boolean().default(false),
  limit: z.int().min(1).max(500).default(200),
});
export const taskDto = z.object({
  stepId: id,
  runId: id,
  run: z.string(),
  kind: runKind,
  stage: z.string(),
  title: z.string(),
  rack: z.string(),
  position: z.string().nullable(),
  datacenter: z.string(),
  state: z.enum(stepStates),
  assignee: person.nullable(),
  startedAt: isoInstant.nullable(),
  dueAt: isoInstant.nullable(),
  late: z.boolean(),
  checklist: z.array(checkDto),
  /** Who outside has it; null: nobody. */
  contact: z.string().nullable(),
  /** Why a machine could not do it; null: it always was a person's. */
  why: json.nullable(),
  /** Of a task that drains a rack; null: none was named, or it is another task. */
  evacuation: evacuationDto.nullable(),
});
export const taskList = z.object({ rows: z.array(taskDto), total: z.int(), late: z.int() });
/** People who may be given a task. */
export const workers = z.object({ people: z.array(person) });

export type AssignInput = z.output<typeof assignInput>;
export type OpenGateInput = z.output<typeof openGateInput>;
export type HoldGateInput = z.output<typeof holdGateInput>;
export type TaskListInput = z.output<typeof taskListInput>;
export type TaskDto = z.infer<typeof taskDto>;
