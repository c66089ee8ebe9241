import type { StepState } from "@headroom/core/lifecycle/run";
import type { WorkOrderState } from "@headroom/core/lifecycle/work-order";
import type { Instant } from "@headroom/core/rollout/types";
import type { RunKind } from "@headroom/core/rollout/usual";
import type { Channel } from "./contacts";
import type { DeliveryRecord } from "./outbox";

export type OrderAsks = "task" | "witness";

export interface WorkOrderRecord {
  readonly id: number;
  readonly stepId: number;
  readonly runId: number;
  readonly contactId: number;
  readonly contact: string;
  readonly channel: Channel;
  /** `witness`: to say that they saw the drives of its step destroyed. */
  readonly asks: OrderAsks;
  readonly state: WorkOrderState;
  /** Messages of it that were written. */
  readonly sentTimes: number;
  readonly madeAt: Instant;
  readonly expiresAt: Instant;
  readonly acceptedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly reason: string | null;
}

/** The latest order of a step, with how its latest message stands. */
export interface StepOrder extends WorkOrderRecord {
  readonly delivery: DeliveryRecord | null;
}

/** The latest order of a step to witness what became of its drives. */
export interface WitnessOrder extends StepOrder {
  readonly subjectId: number;
  readonly stage: string;
}

/** All that somebody who has an order may know: of the task, nothing else of the fleet. */
export interface WorkOrderFacts extends WorkOrderRecord {
  readonly kind: RunKind;
  readonly run: string;
  readonly template: unknown;
  readonly subjectId: number;
  readonly stage: string;
  readonly stepState: StepState;
  readonly datacenter: string;
  readonly datacenterName: string;
  readonly room: string | null;
  readonly row: string | null;
  readonly position: number | null;
  /** Where a rack that moves stands until then, as `R2-17 tile 4`. */
  readonly from: string | null;
  readonly rack: string;
  readonly rackType: string;
  readonly dueAt: Instant | null;
  readonly checklist: unknown;
  /** Why a machine could not do it. */
  readonly why: unknown;
}

export interface WorkOrderRepository {
  get(id: number): Promise<WorkOrderRecord | null>;
  facts(id: number): Promise<WorkOrderFacts | null>;
  /** Latest of each step of a run, for its task. */
  ofRun(runId: number): Promise<StepOrder[]>;
  /** For its task. */
  ofStep(stepId: number): Promise<StepOrder | null>;
  /** Latest of each step of the runs. Orders to witness change while the drives of their step are locked. */
  witnessOf(runIds: readonly number[]): Promise<WitnessOrder[]>;
  /** Every address its mail went to, and the contact's own now; empty: the contact has none. */
  reachedAt(id: number): Promise<string[]>;
  /** Ids, in their order. Steps have no open order of that kind (task, unless said), and their run, or the drives, are locked. */
  insert(
    orders: readonly { readonly stepId: number; readonly contactId: number; readonly expiresAt: Instant }[],
    now: Instant,
    asks?: OrderAsks,
  ): Promise<number[]>;
  /** Written to once more, with a link that works until then. */
  again(id: number, expiresAt: Instant): Promise<void>;
  accept(id: number, now: Instant): Promise<void>;
  end(id: number, state: "done" | "refused", reason: string | null, now: Instant): Promise<void>;
  /** Open orders of steps, for their tasks unless said: their links stop working. */
  revoke(stepIds: readonly number[], now: Instant, asks?: OrderAsks): Promise<void>;
}
