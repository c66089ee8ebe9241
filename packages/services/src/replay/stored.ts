import { replaySummary, storedReplayDecisions } from "@headroom/contracts/replay";

/** What a replay's row keeps as JSON. What was stored by an older version and no longer reads is empty, never an error. */

export const summaryOf = (stored: unknown) => replaySummary.safeParse(stored).data ?? null;
export const decisionsIn = (stored: unknown) => storedReplayDecisions.safeParse(stored).data ?? [];
