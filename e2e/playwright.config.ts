import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

// `npm test` serves the production build on a database of its own and says where; to run against a Headroom that is
// already there: E2E_BASE_URL=http://127.0.0.1:3000 E2E_PEOPLE_FILE=../.data/demo-people.json npx playwright test
const baseURL = process.env.E2E_BASE_URL ?? "http://127.0.0.1:3000";

// Debian's browser where it is installed, else Playwright's own.
const chromium = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path && existsSync(path));

export default defineConfig({
  testDir: "./specs",
  outputDir: "../test-results/browser/artifacts",
  // The journeys change one fleet, so they go one after another.
  workers: 1,
  fullyParallel: false,
  // Once more, on a browser of its own; `npm test` names every test that needed it.
  retries: 1,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL,
    // A control that is not there fails its step, not the whole time of the test.
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    viewport: { width: 1440, height: 900 },
    // Recording every step costs a quarter of the time: asked for with E2E_TRACE=1 to look into a failure.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox", // Chromium refuses its sandbox as root, which build servers often are
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
