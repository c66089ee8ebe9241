import {
  columnSummary,
  type ScenarioChange,
  scenarioChanges,
  storedDecisions,
  storedFailure,
  storedSnapshot,
} from "@headroom/contracts/scenario";

/** What a scenario's row keeps as JSON. What was stored by an older version and no longer reads is empty, never an error. */

export const changesOf = (stored: unknown): ScenarioChange[] => scenarioChanges.safeParse(stored).data ?? [];
export const summaryOf = (stored: unknown) => columnSummary.safeParse(stored).data ?? null;
export const decisionsIn = (stored: unknown) => storedDecisions.safeParse(stored).data ?? [];
export const snapshotIn = (stored: unknown) => storedSnapshot.safeParse(stored).data ?? [];
export const failureOf = (stored: unknown) => storedFailure.safeParse(stored).data ?? null;
