// The browser stage: the production build under Playwright, on a database and a port of its own.
import { createRequire } from "node:module";
import { join } from "node:path";
import { run } from "../children.mjs";
import { readJson } from "../files.mjs";
import { inRoot } from "../paths.mjs";
import { serveThrowaway } from "../served.mjs";
import { failuresOfPlaywright, secondTriesOfPlaywright } from "./failures.mjs";
import { fromPlaywright, verdict } from "./totals.mjs";

/** @param {readonly string[]} more arguments for Playwright @returns {Promise<import("./stages.mjs").Outcome>} */
export async function browser(more) {
  const folder = inRoot("test-results/browser");
  const served = await serveThrowaway({ scenario: "small", folder });
  try {
    const report = join(folder, "report.json");
    const { code, output } = await playwright(served, report, more);
    const stayed = served.alive() ? "" : "\nThe web server or the worker ended during the tests.";
    const found = readJson(report);
    return {
      ...verdict(fromPlaywright(found), stayed ? 1 : code),
      output: `--- last lines of the servers ---\n${served.lastLines()}\n--- the browser tests ---\n${output}${stayed}`,
      failures: failuresOfPlaywright(found),
      remarks: secondTriesOfPlaywright(found).map((it) => `passed at the second try: ${it}`),
    };
  } finally {
    await served.stop();
  }
}

/** @param {import("../served.mjs").ServedHeadroom} served @param {string} report @param {readonly string[]} more */
function playwright(served, report, more) {
  const cli = createRequire(inRoot("e2e/package.json")).resolve("@playwright/test/cli");
  return run(process.execPath, [cli, "test", "--reporter=list,json", ...more], {
    cwd: inRoot("e2e"),
    env: {
      NO_COLOR: "1",
      E2E_BASE_URL: served.address,
      E2E_DATABASE_URL: served.databaseUrl,
      E2E_PEOPLE_FILE: served.peopleFile,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
    timeoutMs: 14 * 60_000,
  });
}
