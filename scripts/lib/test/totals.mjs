// What a stage of `npm test` found, and how the reports of the test runners are read.

/** @typedef {{passed: number, failed: number, skipped: number}} Totals */

/** @type {Totals} */
export const none = { passed: 0, failed: 0, skipped: 0 };

/** @param {readonly Totals[]} all @returns {Totals} */
export const sum = (all) =>
  all.reduce(
    (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }),
    none,
  );

/** "123 passed, 0 failed", with ", 2 skipped" where there are some. @param {Totals} totals */
export const totalsLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;

/**
 * Reads vitest's JSON report. A file that could not be loaded holds no test and counts as one failure.
 * @param {any} report undefined when the runner died before writing it
 * @returns {Totals}
 */
export function fromVitest(report) {
  if (report === undefined) return none;
  const brokenFiles = report.testResults.filter(
    (/** @type {any} */ file) =>
      file.status === "failed" && !file.assertionResults.some((/** @type {any} */ test) => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Reads Playwright's JSON report. A test that passed only when tried again counts as passed, and is named at the end of the run
 * (failures.mjs): a browser on a busy machine now and then loses a click, which is worth mending and no reason to stop everybody.
 * @param {any} report undefined when the runner died before writing it
 * @returns {Totals}
 */
export function fromPlaywright(report) {
  if (report === undefined) return none;
  const { expected, unexpected, flaky, skipped } = report.stats;
  const outside = unexpected === 0 ? (report.errors?.length ?? 0) : 0;
  return { passed: expected + flaky, failed: unexpected + outside, skipped };
}

/**
 * The verdict over a stage that runs tests: the exit code counts even when no test failed, and so does silence.
 * @param {Totals} totals
 * @param {number} exitCode
 * @returns {{totals: Totals, note?: string}}
 */
export function verdict(totals, exitCode) {
  if (totals.passed + totals.failed === 0) return { totals: { ...totals, failed: 1 }, note: "no test was run" };
  if (exitCode !== 0 && totals.failed === 0) return { totals: { ...totals, failed: 1 }, note: `exit code ${exitCode}` };
  return { totals };
}
