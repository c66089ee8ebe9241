/** A notification in words: for the bell, the inbox and mails. */

export interface Told {
  readonly kind: string;
  readonly entityKind: "plan" | "request" | "import" | "reservation" | "run" | "alert";
  readonly entityId: string;
  readonly params: Readonly<Record<string, string | number | null>>;
}

const text = (notification: Told, key: string) => String(notification.params[key] ?? "");

const shortOf = { plan: "PL", request: "RQ", import: "IM", run: "RN", reservation: "RS", alert: "AL" } as const;

/** One line for the bell and the inbox. */
export function notificationTitle(notification: Told): string {
  const title = text(notification, "title");
  if (notification.kind === "reservation_ends")
    return `${text(notification, "what")} is free from ${text(notification, "to")}`;
  const id = `${shortOf[notification.entityKind]}-${notification.entityId}`;
  switch (notification.kind) {
    case "alert":
      return Number(notification.params.count) > 1 ? `${title} (${notification.params.count})` : title;
    case "plan_submitted":
      return `${id} waits for a signature`;
    case "plan_committed":
      return `${id} was approved`;
    case "plan_declined":
      return `${id} was declined`;
    case "changes_requested":
      return `${id} needs changes`;
    case "plan_stale":
      return `${id} no longer holds`;
    case "hold_expired":
      return `${id} lost its hold`;
    case "plan_ready":
      return `${id} is planned`;
    case "plan_failed":
      return `${id} could not be planned`;
    case "plan_cancelled":
      return `${id} was cancelled`;
    case "task_assigned":
      return `${id} has a task for you`;
    case "task_due":
      return `A task of ${id} is due soon`;
    case "task_late":
      return `A task of ${id} is late`;
    case "task_escalated":
      return `A task of ${id} may be late`;
    case "run_late":
      return `${id} is likely to end after its date`;
    case "gate_asked":
      return `${id} waits at a gate`;
    case "run_halted":
      return `${id} halted`;
    case "step_failed":
      return `A step of ${id} failed`;
    case "order_undelivered":
      return `A work order of ${id} reached nobody`;
    case "witness_refused":
      return `Nobody witnessed what was destroyed in ${id}`;
    case "run_done":
      return `${id} is done`;
    case "run_aborted":
      return `${id} was aborted`;
    default:
      return `${id} ${title}`.trim();
  }
}

export function notificationDetail(notification: Told): string {
  if (notification.kind === "alert")
    return [text(notification, "datacenter"), text(notification, "names")].filter(Boolean).join(": ");
  const task = [text(notification, "task"), text(notification, "rack")].filter(Boolean).join(" of ");
  return [text(notification, "title"), task, text(notification, "reason")].filter(Boolean).join(": ");
}

export function notificationHref(notification: Told): string {
  if (notification.kind === "plan_submitted") return `/inbox/${notification.entityId}`;
  if (notification.entityKind === "reservation") return "/reservations?when=expiring";
  if (notification.entityKind === "alert") return "/alerts";
  const place = { plan: "plans", request: "requests", import: "imports", run: "runs" }[notification.entityKind];
  return `/${place}/${notification.entityId}`;
}
