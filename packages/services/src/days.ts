const DAY_MS = 24 * 60 * 60 * 1000;

/** Moment `2026-11-23T14:00:00.000Z` of milliseconds since 1970. */
export const instantOf = (ms: number): string => new Date(ms).toISOString();
/** Calendar day, UTC. */
export const dayOf = (ms: number): string => instantOf(ms).slice(0, 10);
export const daysLater = (ms: number, days: number): number => ms + days * DAY_MS;
