import { runStates, stepStates } from "@headroom/core/lifecycle/run";
import { z } from "zod";
import { code, id, isoDate, isoInstant, person } from "./common";
import { evacuationDto } from "./evacuation";

/** decommission.list: racks that runs take out, or took out, the latest first. */
export const decommissionListInput = z.object({
  /** `open`: still on their way; `out`: removed, and their space is back. */
  show: z.enum(["open", "out", "all"]).default("open"),
  datacenter: code.optional(),
  limit: z.int().min(1).max(1000).default(500),
});
export type DecommissionListInput = z.output<typeof decommissionListInput>;

export const leavingStep = z.object({
  id,
  stage: z.string(),
  title: z.string(),
  state: z.enum(stepStates),
  endedAt: isoInstant.nullable(),
  assignee: person.nullable(),
  /** Pieces of evidence that are kept with it. */
  evidence: z.int(),
});
export const leavingRack = z.object({
  subjectId: id,
  runId: id,
  runState: z.enum(runStates),
  rack: z.string(),
  rackType: z.string(),
  datacenter: z.string(),
  position: z.string().nullable(),
  services: z.array(z.string()),
  powerW: z.number(),
  inServiceOn: isoDate.nullable(),
  /** Where its load goes; null: nobody named a plan for it. */
  evacuation: evacuationDto.nullable(),
  /** Number of its certificate of sanitisation; null: none was issued since the run was made. */
  certificate: z.int().nullable(),
  /** In the order of the run's template. */
  steps: z.array(leavingStep),
});
export type LeavingRack = z.infer<typeof leavingRack>;
export const decommissionList = z.object({
  rows: z.array(leavingRack),
  total: z.int(),
  /** Of all racks that were asked for: power that is to come back, and that came back. */
  leavingW: z.number(),
  returnedW: z.number(),
});
export type DecommissionList = z.infer<typeof decommissionList>;
