import { describe, expect, it } from "vitest";
import { fromPlaywright, fromVitest, sum, totalsLine, verdict } from "./totals.mjs";

const file = (status, ...tests) => ({ status, assertionResults: tests.map((it) => ({ status: it })) });

describe("the totals of a test run", () => {
  it("reads vitest's report", () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [file("passed", "passed"), file("failed", "failed", "passed")],
    };
    expect(fromVitest(report)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  it("counts a file that could not be loaded as a failure", () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [file("failed"), file("passed", "passed")],
    };
    expect(fromVitest(report).failed).toBe(1);
  });

  it("reads Playwright's report; a test that passed at the second try passed", () => {
    expect(fromPlaywright({ stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 } })).toEqual({
      passed: 8,
      failed: 1,
      skipped: 2,
    });
    expect(fromPlaywright({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{}] }).failed).toBe(
      1,
    );
  });

  it("fails a stage that ran no test, even with exit code 0", () => {
    expect(verdict(fromVitest(undefined), 0).totals.failed).toBe(1);
    expect(verdict({ passed: 0, failed: 0, skipped: 9 }, 0).totals).toEqual({ passed: 0, failed: 1, skipped: 9 });
  });

  it("fails a stage whose runner failed though every test passed", () => {
    expect(verdict({ passed: 3, failed: 0, skipped: 0 }, 1).totals).toEqual({ passed: 3, failed: 1, skipped: 0 });
    expect(verdict({ passed: 3, failed: 0, skipped: 0 }, 0).totals).toEqual({ passed: 3, failed: 0, skipped: 0 });
    expect(verdict({ passed: 3, failed: 2, skipped: 0 }, 1).totals.failed).toBe(2);
  });

  it("adds up and says it in one line", () => {
    const all = sum([
      { passed: 120, failed: 0, skipped: 0 },
      { passed: 3, failed: 0, skipped: 2 },
    ]);
    expect(totalsLine(all)).toBe("123 passed, 0 failed, 2 skipped");
    expect(totalsLine({ passed: 1, failed: 2, skipped: 0 })).toBe("1 passed, 2 failed");
  });
});
