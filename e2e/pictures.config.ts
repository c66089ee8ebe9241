import { defineConfig } from "@playwright/test";
import tests from "./playwright.config";

/** `pnpm screenshots`: the same browser, pictures instead of journeys. */
export default defineConfig({
  ...tests,
  testDir: "./pictures",
  // The first admin's link says that the database is empty.
  testMatch: process.env.E2E_ADMIN_LINK ? "empty.spec.ts" : ["full.spec.ts", "waiting-and-failing.spec.ts"],
  outputDir: "../test-results/pictures/artifacts",
  timeout: 20 * 60_000,
});
