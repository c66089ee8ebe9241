import { can, type Permission, type Role } from "../access/permissions";
import { type PlanPeople, type SeparationBreach, separationBreach } from "../approval/separation";
import { nextPlanState, type PlanAction, type PlanState } from "./plan";

/** What a person can do with a plan from a screen. */
export const planDeeds = [
  "edit",
  "rename",
  "leaveOut",
  "submit",
  "withdraw",
  "replan",
  "cancel",
  "approve",
  "decline",
] as const;
export type PlanDeed = (typeof planDeeds)[number];

/** Why a deed is off: the plan's state, the person's role, a separation of duties, or that there is nothing to submit. */
export type PlanHindrance = "state" | "role" | "not_yours" | "nothing_placed" | SeparationBreach;

const rules: Readonly<Record<PlanDeed, { readonly action: PlanAction; readonly permission: Permission }>> = {
  edit: { action: "edit", permission: "plan.edit" },
  rename: { action: "edit", permission: "plan.edit" },
  leaveOut: { action: "edit", permission: "plan.edit" },
  submit: { action: "submit", permission: "plan.submit" },
  withdraw: { action: "withdraw", permission: "plan.submit" },
  replan: { action: "replan", permission: "plan.create" },
  cancel: { action: "cancel", permission: "plan.cancel" },
  approve: { action: "approve", permission: "approval.decide" },
  decline: { action: "decline", permission: "approval.decide" },
};

/** The right that a deed needs. */
export const permissionFor = (deed: PlanDeed): Permission => rules[deed].permission;

export interface PlanFacts extends PlanPeople {
  readonly state: PlanState;
  /** Racks its actions place. */
  readonly racks: number;
}

export interface Viewer {
  readonly id: string;
  readonly role: Role;
}

/** null: allowed. The state is named before the role, so that nobody is sent for a right that would not help. */
export function hindranceOf(deed: PlanDeed, plan: PlanFacts, viewer: Viewer): PlanHindrance | null {
  const { action, permission } = rules[deed];
  if (nextPlanState(plan.state, action) === null) return "state";
  if (!can(viewer.role, permission)) return "role";
  if (deed === "submit" && plan.racks === 0) return "nothing_placed";
  const own = viewer.id === plan.authorId || viewer.id === plan.lastEditorId;
  if (deed === "withdraw" && !own && viewer.role !== "admin") return "not_yours";
  if (deed === "approve" || deed === "decline") return separationBreach(viewer.id, plan);
  return null;
}
