/** Who may do what: the one matrix. Services ask it for every actor; screens ask it only to say so beforehand. */
export const roles = ["planner", "approver", "manager", "operator", "admin", "auditor"] as const;
export type Role = (typeof roles)[number];

const everyone: readonly Role[] = roles;

/** Action by the roles that may take it. A person who made a thing may be refused on it all the same (see approval/separation). */
export const permissions = {
  "fleet.read": everyone,
  "fleet.import": ["planner", "admin"],
  "fleet.edit": ["planner", "admin"],
  "view.save": everyone,
  "view.share": ["planner", "manager", "admin"],
  "capacity.read": everyone,
  "telemetry.write": ["planner", "operator", "admin"],
  "hardware.read": ["planner", "operator", "admin", "auditor"],
  "hardware.manage": ["operator", "admin"],
  "alert.read": everyone,
  "alert.handle": ["operator", "admin"],
  "alert.rules": ["admin"],
  "alert.routes": ["operator", "admin"],
  "telemetry.manage": ["operator", "admin"],
  "sanitisation.policy": ["admin"],
  "sanitisation.confirm": ["operator", "admin"],
  "reservation.manage": ["planner", "manager", "operator", "admin"],
  "facts.read": everyone,
  "request.read": everyone,
  "request.create": ["planner", "manager", "operator", "admin"],
  "request.edit": ["planner", "manager", "operator", "admin"],
  "request.cancel": ["planner", "manager", "operator", "admin"],
  "plan.read": everyone,
  "plan.create": ["planner", "admin"],
  "plan.edit": ["planner", "admin"],
  "plan.submit": ["planner", "admin"],
  "plan.cancel": ["planner", "admin"],
  "override.read": everyone,
  "override.keep": ["planner", "admin"],
  "override.reasons": ["admin"],
  "freeze.manage": ["planner", "admin"],
  "rule.manage": ["planner", "admin"],
  "scenario.read": everyone,
  "scenario.edit": ["planner", "admin"],
  "replay.read": everyone,
  "replay.create": ["planner", "manager", "admin"],
  "approval.read": everyone,
  "approval.decide": ["approver", "admin"],
  "operations.note": ["operator", "planner", "admin"],
  "run.read": everyone,
  "run.create": ["planner", "operator", "admin"],
  "run.control": ["planner", "operator", "admin"],
  "run.gate": ["approver", "operator", "admin"],
  "contact.read": ["planner", "operator", "admin", "auditor"],
  "contact.manage": ["planner", "admin"],
  "run.template": ["planner", "admin"],
  "audit.read": ["auditor", "admin", "manager", "approver", "planner"],
  "notification.read": everyone,
  "user.read": ["admin", "auditor"],
  "user.manage": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export const can = (role: Role, permission: Permission): boolean =>
  (permissions[permission] as readonly Role[]).includes(role);

/** Roles that hold a permission, to tell a person who can grant or do it. */
export const rolesWith = (permission: Permission): readonly Role[] => permissions[permission];
