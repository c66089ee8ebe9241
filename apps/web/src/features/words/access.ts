import type { Permission, Role } from "@headroom/core/access/permissions";

/** Each permission as a thing somebody does. */
export const permissionWords: Record<Permission, string> = {
  "fleet.read": "See regions, floors and racks",
  "fleet.import": "Import an inventory",
  "view.save": "Keep views of tables",
  "view.share": "Share views of tables",
  "capacity.read": "See capacity",
  "facts.read": "See utilisation",
  "request.read": "See requests",
  "request.create": "Make requests",
  "request.edit": "Change requests",
  "request.cancel": "Cancel requests",
  "plan.read": "See plans",
  "plan.create": "Make plans",
  "plan.edit": "Change plans",
  "plan.submit": "Send plans for approval",
  "plan.cancel": "Cancel plans",
  "override.read": "See overrides, reasons and rules",
  "override.keep": "Move a placement of a plan",
  "override.reasons": "Change the list of reasons",
  "freeze.manage": "Make and end freeze windows",
  "rule.manage": "Make and end placement rules",
  "scenario.read": "See scenarios of plans",
  "scenario.edit": "Make and change scenarios",
  "replay.read": "See replays of the past",
  "replay.create": "Replay the past",
  "approval.read": "See what waits for a signature",
  "approval.decide": "Approve and decline",
  "audit.read": "Read the audit record",
  "notification.read": "Be told what happens",
  "user.read": "See people and roles",
  "user.manage": "Invite people, change roles",
};

export const roleNames: Record<Role, string> = {
  planner: "Planner",
  approver: "Approver",
  manager: "Manager",
  operator: "Operator",
  admin: "Admin",
  auditor: "Auditor",
};
