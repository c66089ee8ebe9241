/** Verbs of audit actions (noun.verb) in the past tense; an unknown one is shown as it is stored. */
const verbs: Record<string, string> = {
  create: "created",
  update: "changed",
  cancel: "cancelled",
  reopen: "reopened",
  submit: "submitted",
  withdraw: "withdrawn",
  approve: "approved",
  decline: "declined",
  request_changes: "sent back for changes",
  commit: "committed",
  go_stale: "found stale",
  stale: "found stale",
  expire: "expired",
  replan: "planned again",
  again: "solved again",
  keep_scenario: "changed: a scenario kept",
  remove: "removed",
  stopped: "stopped",
  rename: "renamed",
  override: "changed: a placement moved",
  release_override: "changed: a place given back to the planner",
  end: "ended",
  leave_out: "changed: a request left out",
  finish: "planned",
  plan: "put into a plan",
  seed: "filled",
  fail: "failed",
  invite: "invited",
  accept: "accepted",
  revoke: "taken back",
  set_role: "given another role",
  disable: "disabled",
  enable: "enabled",
  snooze: "snoozed",
  send: "sent",
  test: "sent a test message",
  read: "read",
  change: "changed",
  undo: "changed back",
  write: "written",
  acknowledge: "acknowledged",
  silence: "silenced",
  release: "released",
  deliver: "delivered",
  pause: "paused",
  resume: "resumed",
  abort: "aborted",
  gate_open: "changed: a gate opened",
  gate_hold: "changed: a gate held",
  task_finish: "changed: a task done",
  task_fail: "changed: a task failed",
  task_assign: "changed: a task given to somebody",
  step_retry: "changed: a step tried again",
  step_skip: "changed: a step skipped",
  retry_all: "changed: what failed tried again",
};

const nouns: Record<string, string> = {
  user: "Account",
  invite: "Invitation",
  reason: "Reason for moving a placement",
  rule: "Placement rule",
  key: "Key",
  freeze: "Freeze",
  view: "View of a table",
  record: "Records",
  readings: "Readings",
  operations: "All runs",
  handover: "Note to the next shift",
  telemetry: "Telemetry",
  alert_rule: "Rule of alerts",
  alert_route: "Route of alerts",
  work_order: "Work order",
  telemetry_source: "Source of telemetry",
};

/** "Plan submitted" for `plan.submit`. */
export function auditAction(action: string): string {
  const [noun = "", verb = ""] = action.split(".");
  const subject = nouns[noun] ?? capital(noun);
  return `${subject} ${verbs[verb] ?? verb.replaceAll("_", " ")}`.trim();
}

/** "submitted" for `plan.submit`: after the name of the thing itself. */
export function auditVerb(action: string): string {
  const verb = action.split(".")[1] ?? action;
  return verbs[verb] ?? verb.replaceAll("_", " ");
}

const prefixes: Record<string, string> = { plan: "PL-", request: "RQ-", import: "IM-", replay: "RP-", run: "RN-" };

/** "PL-2318" for plan 2318; other things by the name they are stored under. */
export const entityLabel = (kind: string, id: string): string =>
  prefixes[kind] ? `${prefixes[kind]}${id}` : `${kindWords[kind] ?? capital(kind)} ${id}`;

/** Things that have no page and no number of their own. */
const kindWords: Record<string, string> = {
  contact: "Contact",
  freeze: "Freeze",
  view: "View",
  key: "Key",
  scenario: "Scenario",
  user: "Account",
  invite: "Invitation",
};

const capital = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1).replaceAll("_", " ")}`;

/** Its page, where it has one. */
export function entityHref(kind: string, id: string): string | null {
  switch (kind) {
    case "plan":
      return `/plans/${id}`;
    case "request":
      return `/requests/${id}`;
    case "run":
      return `/runs/${id}`;
    case "operations":
    case "handover":
      return "/operations";
    case "import":
      return `/imports/${id}`;
    case "reservation":
      return `/reservations?at=${id}`;
    case "contact":
      return `/contacts?at=${id}`;
    case "freeze":
      return `/freezes?at=${id}`;
    case "replay":
      return `/plans/replays/${id}`;
    default:
      return null;
  }
}

export const viaWords: Record<string, string> = {
  web: "web",
  api: "API",
  cli: "command line",
  worker: "worker",
  link: "a link",
  seed: "seed",
  import: "import",
};
