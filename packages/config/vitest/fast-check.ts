import { configureGlobal } from "fast-check";

/**
 * Set-up of every test file: one seed for the whole run, chosen by vitest.config.ts and reported by it, and more runs
 * of every property where FAST_CHECK_RUNS asks for them.
 */
const number = (name: string): number | undefined => {
  const text = process.env[name];
  return text ? Number(text) : undefined;
};

configureGlobal({ seed: number("FAST_CHECK_SEED"), numRuns: number("FAST_CHECK_RUNS") });
