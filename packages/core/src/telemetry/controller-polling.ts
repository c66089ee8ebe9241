/** How often management controllers are asked for readings where nobody says otherwise. */
export const USUAL_POLL_SECONDS = 300;
/** Rounds of a worker come no closer. */
export const LEAST_POLL_SECONDS = 15;
export const MOST_POLL_SECONDS = 3600;

/** Seconds between two questions: as the controller itself says, else its datacenter, else as usual; 0: never. */
export const pollSecondsOf = (own: number | null, ofDatacenter: number | null): number =>
  own ?? ofDatacenter ?? USUAL_POLL_SECONDS;

/**
 * When a controller that answered is asked next: each has its own place within the step, by its number, so that thousands are not asked at once. After
 * now, and at most a step ahead.
 */
export function nextPollMs(id: number, nowMs: number, stepMs: number): number {
  const offset = (id * 7919 * 1000) % stepMs;
  return Math.floor((nowMs - offset) / stepMs) * stepMs + offset + stepMs;
}
