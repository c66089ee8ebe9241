import { Random } from "../foundation/random";
import type { Retry } from "./types";

/** A share of the pause is left to chance, so that many that failed together do not come back together. */
const CHANCE = 0.25;

/**
 * Milliseconds before the next attempt after so many: doubling, at most the longest, up to a quarter less by chance of the seed (the step's
 * number, say). Null: it was the last one.
 */
export function pauseAfter({ attempts, pauseMs, longestPauseMs }: Retry, made: number, seed: number): number | null {
  if (made >= attempts) return null;
  const whole = Math.min(longestPauseMs, pauseMs * 2 ** Math.min(made - 1, 30));
  return Math.round(whole * (1 - CHANCE * (new Random(seed, made).uint32() / 2 ** 32)));
}
