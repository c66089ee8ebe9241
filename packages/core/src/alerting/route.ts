import type { AlertState } from "./machine";
import type { Severity } from "./rule";

/** Which alerts a route tells of. Empty lists: of every severity, of every rule. */
export interface RouteMatch {
  readonly severities: readonly Severity[];
  readonly rules: readonly string[];
  /** Code; null: anywhere, and what is of no datacenter. */
  readonly datacenter: string | null;
}

export interface Routable {
  readonly rule: string;
  readonly severity: Severity;
  readonly datacenter: string | null;
}

export const routeMatches = ({ severities, rules, datacenter }: RouteMatch, alert: Routable): boolean =>
  (severities.length === 0 || severities.includes(alert.severity)) &&
  (rules.length === 0 || rules.includes(alert.rule)) &&
  (datacenter === null || datacenter === alert.datacenter);

/** What fires at once fires within so long: it is waited for, so that a room that loses its power is one message. */
export const GATHER_MS = 30_000;

/** When a route's next message goes out, with all that comes up until then: half a minute from now, and not sooner after the last one than it says. */
export const nextMessageAt = (nowMs: number, lastMs: number | null, everyMinutes: number): number =>
  Math.max(nowMs + GATHER_MS, lastMs === null ? 0 : lastMs + everyMinutes * 60_000);

export interface Noticed {
  readonly state: AlertState;
  /** An earlier message of the route said that it fires, and was sent. */
  readonly toldBefore: boolean;
}

/**
 * What a message says of an alert when it is sent: that it fires, that it is over, or nothing. Of what somebody looks after, or has silenced, nobody is
 * told any more; what fired and ended before anybody was told never was.
 */
export function noticeOf({ state, toldBefore }: Noticed, tellsOver: boolean): "firing" | "over" | null {
  if (state === "firing") return "firing";
  return state === "resolved" && toldBefore && tellsOver ? "over" : null;
}
