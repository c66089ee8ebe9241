import type { IconName } from "./icons";

/** Tone is how loud a state is; the word and the icon carry the meaning. Fine things are plain. */
export type Tone = "plain" | "attention" | "critical" | "planned" | "unknown";

export interface StateInfo {
  word: string;
  icon: IconName;
  tone: Tone;
}

/** Every state the product shows, by the name it has in the data. Words are the same wherever a state is shared by kinds. */
export const stateInfo = {
  // against a limit
  within: { word: "Within", icon: "within", tone: "plain" },
  near: { word: "Near the limit", icon: "near", tone: "attention" },
  over: { word: "Over the limit", icon: "over", tone: "critical" },
  no_limit: { word: "No limit set", icon: "circle", tone: "plain" },
  unknown: { word: "Not known", icon: "unknown", tone: "unknown" },
  // requests
  draft: { word: "Draft", icon: "edit", tone: "plain" },
  open: { word: "Open", icon: "circle", tone: "plain" },
  planned: { word: "Planned", icon: "planned", tone: "planned" },
  submitted: { word: "Submitted", icon: "clock", tone: "plain" },
  committed: { word: "Committed", icon: "within", tone: "plain" },
  delivered: { word: "Delivered", icon: "within", tone: "plain" },
  declined: { word: "Declined", icon: "close", tone: "critical" },
  cancelled: { word: "Cancelled", icon: "blocked", tone: "plain" },
  // plans and long work
  queued: { word: "Queued", icon: "circle", tone: "plain" },
  running: { word: "Running", icon: "running", tone: "plain" },
  retrying: { word: "Retrying", icon: "retry", tone: "attention" },
  paused: { word: "Paused", icon: "paused", tone: "plain" },
  failed: { word: "Failed", icon: "over", tone: "critical" },
  stale: { word: "Stale", icon: "stale", tone: "attention" },
  // runs
  halted: { word: "Halted", icon: "over", tone: "critical" },
  aborting: { word: "Being taken back", icon: "undo", tone: "attention" },
  aborted: { word: "Aborted", icon: "blocked", tone: "plain" },
  done: { word: "Done", icon: "within", tone: "plain" },
  late: { word: "Late", icon: "clock", tone: "attention" },
  expired: { word: "Expired", icon: "stale", tone: "attention" },
  // approvals and decisions
  pending: { word: "Waiting for signature", icon: "clock", tone: "plain" },
  waiting: { word: "Waiting for you", icon: "waiting", tone: "attention" },
  approved: { word: "Approved", icon: "within", tone: "plain" },
  changes_requested: { word: "Changes requested", icon: "undo", tone: "attention" },
  withdrawn: { word: "Withdrawn", icon: "blocked", tone: "plain" },
  // alerts
  firing: { word: "Firing", icon: "over", tone: "critical" },
  acknowledged: { word: "Acknowledged", icon: "clock", tone: "attention" },
  silenced: { word: "Silenced", icon: "paused", tone: "plain" },
  resolved: { word: "Over", icon: "within", tone: "plain" },
  // positions
  free: { word: "Free", icon: "circle", tone: "plain" },
  occupied: { word: "Occupied", icon: "within", tone: "plain" },
  held: { word: "Held", icon: "lock", tone: "plain" },
  reserved: { word: "Reserved", icon: "lock", tone: "plain" },
  blocked: { word: "Blocked", icon: "blocked", tone: "plain" },
  stranded: { word: "Stranded", icon: "stranded", tone: "plain" },
  // racks and devices
  ordered: { word: "Ordered", icon: "planned", tone: "planned" },
  arrived: { word: "Arrived", icon: "planned", tone: "planned" },
  racked: { word: "Racked", icon: "rack", tone: "plain" },
  in_service: { word: "In service", icon: "within", tone: "plain" },
  draining: { word: "Draining", icon: "decommission", tone: "plain" },
  retired: { word: "Retired", icon: "minus", tone: "plain" },
  active: { word: "Active", icon: "within", tone: "plain" },
  offline: { word: "No power", icon: "over", tone: "critical" },
  // imports, access
  reading: { word: "Reading", icon: "within", tone: "plain" },
  checked: { word: "Checked", icon: "within", tone: "plain" },
  rejected: { word: "Rejected", icon: "over", tone: "critical" },
  assumed: { word: "Assumed", icon: "unknown", tone: "attention" },
  disabled: { word: "Disabled", icon: "blocked", tone: "plain" },
  invited: { word: "Invited", icon: "clock", tone: "plain" },
} as const satisfies Record<string, StateInfo>;

export type StateName = keyof typeof stateInfo;

/** The state by its name in the data, "Not known" for one this version has never heard of. */
export function stateByName(name: string): StateInfo {
  return Object.hasOwn(stateInfo, name) ? stateInfo[name as StateName] : stateInfo.unknown;
}
