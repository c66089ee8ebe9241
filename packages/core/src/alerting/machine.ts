import type { Finding } from "./judge";

/** `silenced`: nobody is told of it until a moment. `resolved` is an end: what comes back is another alert. */
export const alertStates = ["firing", "acknowledged", "silenced", "resolved"] as const;
export type AlertState = (typeof alertStates)[number];

/** What is no longer so counts as over after so long: what comes and goes is one alert. */
export const OVER_AFTER_MS = 5 * 60_000;

export interface OpenAlert {
  readonly id: number;
  readonly rule: string;
  readonly subjectKey: string;
  readonly state: Exclude<AlertState, "resolved">;
  /** Since when it was not found any more; null: it was found the last time. */
  readonly absentSinceMs: number | null;
  readonly silencedUntilMs: number | null;
}

/** What people do with an alert. */
export const alertActions = ["acknowledge", "silence", "reopen"] as const;
export type AlertAction = (typeof alertActions)[number];
const allowed: Readonly<Record<AlertAction, readonly AlertState[]>> = {
  acknowledge: ["firing", "silenced"],
  // another until, another reason
  silence: ["firing", "acknowledged", "silenced"],
  reopen: ["acknowledged", "silenced"],
};
export const mayAct = (action: AlertAction, state: AlertState): boolean => allowed[action].includes(state);
export const actionsIn = (state: AlertState): AlertAction[] => alertActions.filter((action) => mayAct(action, state));

export interface Transitions {
  /** Told anew: there was no alert of it, or its silence is over. */
  readonly fire: readonly Finding[];
  readonly silenceOver: readonly number[];
  /** Still so, with what is seen now. */
  readonly still: readonly { readonly id: number; readonly finding: Finding }[];
  /** Not found this time: begins to be over. */
  readonly absent: readonly number[];
  readonly resolve: readonly number[];
}

/**
 * What one rule's findings make of its open alerts: one alert for a subject, however often it is found. An alert whose subject is found again within
 * five minutes goes on as it was.
 */
export function transitions(open: readonly OpenAlert[], findings: readonly Finding[], nowMs: number): Transitions {
  const bySubject = new Map(findings.map((finding) => [finding.subject.key, finding]));
  const known = new Set(open.map(({ subjectKey }) => subjectKey));
  const still: { id: number; finding: Finding }[] = [];
  const [absent, resolve, silenceOver]: [number[], number[], number[]] = [[], [], []];
  for (const alert of open) {
    const finding = bySubject.get(alert.subjectKey);
    if (finding) {
      still.push({ id: alert.id, finding });
      if (alert.state === "silenced" && (alert.silencedUntilMs ?? 0) <= nowMs) silenceOver.push(alert.id);
    } else if (alert.absentSinceMs === null) absent.push(alert.id);
    else if (nowMs - alert.absentSinceMs >= OVER_AFTER_MS) resolve.push(alert.id);
  }
  return {
    fire: [...bySubject.values()].filter(({ subject }) => !known.has(subject.key)),
    silenceOver,
    still,
    absent,
    resolve,
  };
}
