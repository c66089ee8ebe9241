import { defineConfig } from "vitest/config";

const ignored = ["**/node_modules/**", "**/.next/**", "**/.data/**", "e2e/**"];

// One seed for all property tests of a run; a failure names it.
process.env.FAST_CHECK_SEED ??= String(Math.floor(Math.random() * 2 ** 31));

const setupFiles = ["./packages/config/vitest/fast-check.ts"];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        // The workspace's tsconfigs leave JSX to Next.
        oxc: { jsx: { runtime: "automatic" } },
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx,mjs}"],
          exclude: [...ignored, "**/*.int.test.*"],
          // Nothing is timed here: a busy machine may take long over a command that a test starts.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          setupFiles,
          globalSetup: ["./scripts/vitest/seed.mjs"],
        },
      },
      {
        oxc: { jsx: { runtime: "automatic" } },
        test: {
          name: "integration",
          include: ["**/*.int.test.{ts,mjs}"],
          exclude: ignored,
          setupFiles,
          globalSetup: ["./scripts/vitest/seed.mjs", "./scripts/vitest/integration.mjs"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
